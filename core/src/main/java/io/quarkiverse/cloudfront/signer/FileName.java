package io.quarkiverse.cloudfront.signer;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file that any system can save. It has at most 240 bytes of UTF-8, and is not a name that Windows reserves. It
 * does not contain characters that could lead out of a directory, that could end a header, that are invisible, or that make the
 * name look like another one. If you change the name in any way afterwards, for example convert it to ASCII, pass the result to
 * {@link #of} again.
 */
record FileName(String value) {

    /**
     * File systems allow 255 bytes. Chromium on Linux needs some of them, because it appends {@code .crdownload} until the file
     * is complete.
     */
    private static final int MAX_BYTES = 240;
    private static final int MAX_EXTENSION_BYTES = 16;
    private static final String NAMELESS = "download";
    /** Text that a reader sees as one character, such as a letter with its accents, or an emoji of several people. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern CODE_POINT = Pattern.compile(".", Pattern.DOTALL);

    /**
     * A percent sign that begins an escape. Some clients decode names, even repeatedly. Without such percent signs, there is
     * nothing to decode.
     */
    private static final Pattern ESCAPE = Pattern.compile("%(?=\\p{XDigit}{2})");

    /** Names that stand for devices on Windows, in every directory and with any extension. */
    private static final Pattern DEVICE = Pattern
            .compile("(?i:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9¹²³]) *(?:\\..*)?");

    static FileName of(String name) {
        StringBuilder clean = new StringBuilder();
        // composed again, because the composed forms of some characters join differently, and letters can now be next to their
        // accents
        compose(withoutInvisible(compose(name))).codePoints()
                .forEach(character -> clean.appendCodePoint(isForbidden(character) ? '_' : character));
        String literal = ESCAPE.matcher(clean).replaceAll("_");
        String shortened = shorten(trimEnd(trimStart(literal)));
        return new FileName(DEVICE.matcher(shortened).matches() ? shorten("_" + shortened) : shortened);
    }

    private static String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> character == '/' || character == '\\' || isNoCharacter(character);
        };
    }

    /**
     * Whether Unicode never assigns this character. A character that is not assigned yet may be an emoji that this JDK does not
     * know.
     */
    private static boolean isNoCharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
    }

    /**
     * Removes format characters, because those that change the direction of writing can show {@code fdp.exe} as
     * {@code exe.pdf}. Joiners stay where they join characters, as in Persian words, Indic letters, and emoji.
     */
    private static String withoutInvisible(String name) {
        StringBuilder visible = new StringBuilder();
        int[] characters = name.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            boolean joins = isJoiner(characters[i]) && !visible.isEmpty() && isJoined(visible.codePointBefore(visible.length()))
                    && i + 1 < characters.length && isJoined(characters[i + 1]);
            if (joins || Character.getType(characters[i]) != Character.FORMAT) {
                visible.appendCodePoint(characters[i]);
            }
        }
        return visible.toString();
    }

    private static boolean isJoiner(int character) {
        return character == 0x200C || character == 0x200D;
    }

    private static boolean isJoined(int character) {
        return character > 0x7F && Character.getType(character) != Character.FORMAT && !isForbidden(character)
                && !Character.isSpaceChar(character);
    }

    private static String trimStart(String name) {
        int start = 0;
        while (start < name.length() && Character.isSpaceChar(name.charAt(start))) {
            start++;
        }
        return name.substring(start);
    }

    /** Removes dots and spaces at the end, because Windows ignores them. */
    private static String trimEnd(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || Character.isSpaceChar(name.charAt(end - 1))
                || isJoiner(name.charAt(end - 1)))) {
            end--;
        }
        return end == 0 ? NAMELESS : name.substring(0, end);
    }

    private static String shorten(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && bytes(name.substring(dot)) <= MAX_EXTENSION_BYTES ? name.substring(dot) : "";
        int limit = MAX_BYTES - bytes(extension);
        int end = lastEnd(GRAPHEME.matcher(name), limit);
        return trimEnd(name.substring(0, end == 0 ? lastEnd(CODE_POINT.matcher(name), limit) : end)) + extension;
    }

    /** The end of the last part that still fits into the limit. */
    private static int lastEnd(Matcher parts, int limit) {
        int end = 0;
        int left = limit;
        while (parts.find() && (left -= bytes(parts.group())) >= 0) {
            end = parts.end();
        }
        return end;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
