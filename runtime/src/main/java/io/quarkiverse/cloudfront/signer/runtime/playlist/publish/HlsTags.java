package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsAttributes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;

/**
 * Finds the URIs in the lines of a playlist in their order.
 */
final class HlsTags {

    private static final String VARIANT = "#EXT-X-STREAM-INF:";
    private static final Set<String> URI = Set.of(HlsAttributes.URI);

    /**
     * @param query null if it depends on the file name
     */
    private record Tag(String begin, @Nullable SignatureQuery query, Set<String> attributes) {
    }

    private static final List<Tag> TAGS = List.of(
            new Tag("#EXT-X-MEDIA:", SignatureQuery.PLAYLIST, URI),
            new Tag("#EXT-X-I-FRAME-STREAM-INF:", SignatureQuery.PLAYLIST, URI),
            new Tag("#EXT-X-IMAGE-STREAM-INF:", SignatureQuery.PLAYLIST, URI),
            new Tag("#EXT-X-RENDITION-REPORT:", SignatureQuery.PLAYLIST, URI),
            new Tag("#EXT-X-SESSION-DATA:", SignatureQuery.PLAYLIST, URI),
            new Tag("#EXT-X-CONTENT-STEERING:", SignatureQuery.PLAYLIST, Set.of("SERVER-URI")),
            new Tag("#EXT-X-DATERANGE:", SignatureQuery.PLAYLIST, Set.of("X-ASSET-URI", "X-ASSET-LIST")),
            new Tag("#EXT-X-MAP:", SignatureQuery.MEDIA, URI),
            new Tag("#EXT-X-KEY:", SignatureQuery.MEDIA, URI),
            new Tag("#EXT-X-SESSION-KEY:", SignatureQuery.MEDIA, URI),
            new Tag("#EXT-X-PART:", SignatureQuery.MEDIA, URI),
            new Tag("#EXT-X-PRELOAD-HINT:", SignatureQuery.MEDIA, URI));

    private static final Tag OTHER = new Tag("#EXT", null, URI);

    private final HlsUris uris;
    private boolean afterVariant;

    HlsTags(HlsUris uris) {
        this.uris = uris;
    }

    HlsLine publish(HlsLine line) {
        String text = line.text();
        if (HlsSyntax.isBlank(text)) {
            return line;
        } else if (HlsSyntax.isUri(text)) {
            SignatureQuery query = afterVariant ? SignatureQuery.PLAYLIST : null;
            afterVariant = false;
            return line.withText(uris.publish(text, query, line.number()));
        } else if (HlsSyntax.isComment(text, 0)) {
            return line;
        } else if (text.startsWith(HlsSyntax.DEFINE)) {
            uris.declare(text);
            return line;
        } else if (text.startsWith(HlsSyntax.PREFETCH)) {
            String uri = text.substring(HlsSyntax.PREFETCH.length());
            return line.withText(HlsSyntax.PREFETCH + uris.publish(uri, SignatureQuery.MEDIA, line.number()));
        }
        afterVariant |= text.startsWith(VARIANT);
        Tag tag = tag(text);
        if (!mayHave(tag.attributes, text)) {
            return line;
        }
        return line.withText(new HlsAttributes(text).rewrite(tag.attributes,
                (name, uri) -> uris.publish(uri, tag.query, line.number())));
    }

    private static Tag tag(String line) {
        for (Tag tag : TAGS) {
            if (line.startsWith(tag.begin)) {
                return tag;
            }
        }
        return OTHER;
    }

    /**
     * Whether a line may have one of the attributes, so that it must not be malformed.
     */
    private static boolean mayHave(Set<String> attributes, String line) {
        if (attributes.equals(URI)) {
            return HlsAttributes.mayHaveUri(line);
        }
        String upper = line.toUpperCase(Locale.ROOT);
        return attributes.stream().anyMatch(upper::contains);
    }
}
