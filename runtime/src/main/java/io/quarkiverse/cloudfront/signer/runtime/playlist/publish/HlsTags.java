package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsAttributes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsHosts;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsPlace;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.SignatureVariables;

/**
 * Finds the URIs in the lines of a playlist in their order.
 */
final class HlsTags {

    private final HlsUris uris;
    private boolean beforePlaylist;

    HlsTags(HlsUris uris) {
        this.uris = uris;
    }

    HlsLine publish(HlsLine line) {
        HlsHosts.checkPublished(line.text());
        int before = uris.written();
        HlsLine published = line.withText(published(line.text(), line.number()));
        SignatureVariables.check(published.text(), uris.written() - before);
        return published;
    }

    private String published(String text, int number) {
        if (HlsSyntax.isBlank(text)) {
            return text;
        } else if (HlsSyntax.isUri(text)) {
            HlsPlace place = beforePlaylist ? HlsPlace.PLAYLIST : HlsPlace.UNKNOWN;
            beforePlaylist = false;
            return uris.publish(text, place, number);
        } else if (HlsSyntax.isComment(text, 0)) {
            return text;
        } else if (text.startsWith(HlsSyntax.DEFINE)) {
            uris.declare(text);
            return text;
        } else if (text.startsWith(HlsSyntax.PREFETCH)) {
            return HlsSyntax.PREFETCH + uris.publish(text.substring(HlsSyntax.PREFETCH.length()), HlsPlace.MEDIA, number);
        }
        beforePlaylist |= HlsPlace.isBeforePlaylist(text);
        return HlsAttributes.mayHaveUri(text)
                ? new HlsAttributes(text).rewrite(HlsHosts::isUri,
                        (name, uri) -> uris.publish(uri, HlsPlace.of(text, name), number))
                : text;
    }
}
