package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsAttributes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsHosts;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsPlace;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsUriLines;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.SignatureVariables;

/**
 * Finds the URIs in the lines of a playlist, in order.
 */
final class HlsTags {

    private final SignatureVariables variables;
    private final HlsUris uris;
    private final HlsUriLines uriLines = new HlsUriLines();
    private boolean carriageReturn;

    HlsTags(SignatureVariables variables, HlsUris uris) {
        this.variables = variables;
        this.uris = uris;
    }

    HlsLineReader.Line publish(HlsLineReader.Line line) {
        HlsSyntax.checkTerminator(carriageReturn, line.text().length());
        carriageReturn = line.end().equals("\r");
        HlsHosts.checkPublished(line.text());
        int before = uris.written();
        HlsLineReader.Line published = line.withText(published(line.text(), line.number()));
        variables.check(published.text(), uris.written() - before);
        return published;
    }

    private String published(String text, int number) {
        if (HlsSyntax.isBlank(text)) {
            return text;
        } else if (HlsSyntax.isUri(text)) {
            return uris.publish(text, uriLines.isPlaylist() ? HlsPlace.PLAYLIST : HlsPlace.UNKNOWN, number);
        } else if (HlsSyntax.isComment(text, 0)) {
            return text;
        } else if (text.startsWith(HlsSyntax.DEFINE)) {
            uris.declare(text);
            return text;
        } else if (text.startsWith(HlsSyntax.PREFETCH)) {
            return HlsSyntax.PREFETCH + uris.publish(text.substring(HlsSyntax.PREFETCH.length()), HlsPlace.MEDIA, number);
        }
        uriLines.tag(text);
        return HlsAttributes.mayHaveUri(text)
                ? new HlsAttributes(text).rewrite(HlsHosts::isUri,
                        (name, uri) -> uris.publish(uri, HlsPlace.of(text, name), number))
                : text;
    }
}
