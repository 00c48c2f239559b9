package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * Makes a DASH manifest pass its signature on. Apart from one property, no byte changes.
 */
public final class DashPublisher {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DashPublisher() {
    }

    /**
     * @throws CloudFrontSignerException with the line, if it is known, if the manifest cannot be converted
     */
    public static byte[] publish(byte[] manifest) {
        String text = decode(manifest);
        int from = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        DashInsertion insertion = new DashWalk(text.substring(from)).run();
        if (insertion == null) {
            return manifest;
        }
        int at = from + insertion.at();
        String published = text.substring(0, at) + insertion.text() + text.substring(at);
        return published.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Decodes strictly, so that encoding the text again results in the same bytes. {@code US-ASCII} is a subset of UTF-8.
     */
    private static String decode(byte[] manifest) {
        if (manifest.length > 1 && (manifest[0] == 0 || manifest[1] == 0)) {
            throw DashRefusal
                    .of("the manifest is not encoded in UTF-8, but in UTF-16 or UTF-32, it seems; convert it to UTF-8");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(manifest)).toString();
        } catch (CharacterCodingException e) {
            throw DashRefusal.of("the manifest is not encoded in UTF-8; convert it to UTF-8");
        }
    }
}
