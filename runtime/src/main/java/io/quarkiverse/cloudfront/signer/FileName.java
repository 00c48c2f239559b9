package io.quarkiverse.cloudfront.signer;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;

/**
 * The name of a file that any system can save: at most 255 bytes of UTF-8, and no character that leads out of the directory,
 * out of a header, or makes the name look like another one.
 */
record FileName(String value) {

    private static final int MAX_BYTES = 255;
    private static final int MAX_EXTENSION_BYTES = 16;
    private static final String NAMELESS = "download";

    static FileName of(String name) {
        Objects.requireNonNull(name, "fileName");
        StringBuilder clean = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(character -> {
            if (!changesDirection(character)) {
                clean.appendCodePoint(isForbidden(character) ? '_' : character);
            }
        });
        String stripped = clean.toString().strip().replaceFirst("[. ]+$", "");
        return new FileName(stripped.isEmpty() ? NAMELESS : shorten(stripped));
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> character == '/' || character == '\\' || isNoCharacter(character);
        };
    }

    /** What Unicode never assigns. Characters that it has not assigned yet may be an emoji that this JDK does not know. */
    private static boolean isNoCharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
    }

    /** With these, {@code exe.pdf} is shown where {@code fdp.exe} is saved. */
    private static boolean changesDirection(int character) {
        return character == 0x061C || character == 0x200E || character == 0x200F || character == 0xFEFF
                || character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
    }

    private static String shorten(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && bytes(name.substring(dot)) <= MAX_EXTENSION_BYTES ? name.substring(dot) : "";
        int left = MAX_BYTES - bytes(extension);
        StringBuilder kept = new StringBuilder();
        for (int character : name.codePoints().toArray()) {
            left -= bytes(Character.toString(character));
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.append(extension).toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
