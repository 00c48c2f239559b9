package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;

/**
 * Makes an HLS playlist pass its signature on: declares variables for the parameters of its own URL, and adds them to its
 * relative URIs. Each byte is treated as one character, so the encoding of the remaining text does not matter.
 */
public final class HlsPublisher {

    private HlsPublisher() {
    }

    /**
     * @throws CloudFrontSignerException if the playlist is malformed, or has a URI that cannot carry a signature
     */
    public static PublishedPlaylist publish(byte[] playlist) {
        List<HlsLine> lines = HlsLine.split(new String(playlist, StandardCharsets.ISO_8859_1));
        HlsSyntax.checkHeader(lines.get(0).text());
        HlsDeclarations declarations = HlsDeclarations.of(lines);
        HlsUris uris = new HlsUris(declarations.variables());
        HlsTags tags = new HlsTags(uris);
        List<HlsLine> published = new ArrayList<>(lines.size() + 5);
        published.add(lines.get(0));
        int firstUse = -1;
        for (HlsLine line : lines.subList(1, lines.size())) {
            published.add(line.with(tags::publish));
            firstUse = firstUse < 0 && uris.areUsed() ? line.number() - 1 : firstUse;
        }
        if (firstUse >= 0) {
            declarations.insertInto(published, firstUse);
        }
        StringBuilder text = new StringBuilder(playlist.length * 2);
        published.forEach(line -> text.append(line.text()).append(line.end()));
        return new PublishedPlaylist(text.toString().getBytes(StandardCharsets.ISO_8859_1), uris.kept());
    }
}
