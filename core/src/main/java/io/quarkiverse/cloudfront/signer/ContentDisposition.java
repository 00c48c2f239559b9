package io.quarkiverse.cloudfront.signer;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * The header that says whether a file is saved or shown, and under which name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8187">RFC 8187, for names that are not ASCII</a>
 */
record ContentDisposition(String type, FileName fileName) {

    /** The characters of RFC 8187 that are not percent-encoded, in addition to letters and digits. */
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    String header() {
        String name = fileName.value();
        String fallback = FileName.of(ascii(name)).value();
        String header = type + "; filename=\"" + fallback + '"';
        return fallback.equals(name) ? header : header + "; filename*=UTF-8''" + encode(name);
    }

    /**
     * For clients that do not know {@code filename*}: ASCII, without the characters that some of them read as a part of an
     * escape: {@code "} and {@code \}, percent-encoding, and the {@code =?} of RFC 2047.
     */
    private static String ascii(String name) {
        StringBuilder ascii = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKD).codePoints().forEach(character -> {
            boolean plain = character >= ' ' && character < 0x7F && "\"\\%?".indexOf(character) < 0;
            if (plain || !isInvisible(character)) {
                ascii.append(plain ? (char) character : '_');
            }
        });
        return ascii.toString();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK, Character.FORMAT ->
                true;
            default -> false;
        };
    }

    private static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (character < 0x7F && (Character.isLetterOrDigit(character) || ATTRIBUTE_CHARACTERS.indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
