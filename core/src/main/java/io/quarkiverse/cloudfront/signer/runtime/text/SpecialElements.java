package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.Locale;
import java.util.Set;

/**
 * Recognizes the HTML elements whose content is not markup, or is not markup for all programs.
 */
final class SpecialElements {

    static final String NO_SCRIPT = "noscript";

    private static final String SCRIPT = "script";
    private static final Set<String> RAW = Set.of(SCRIPT, "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
            "plaintext");
    /** The elements inside which even the content of {@link #RAW} elements is markup. */
    private static final Set<String> FOREIGN = Set.of("svg", "math");

    private static final int SHORTEST = 3;
    private static final int LONGEST = 9;
    private static final String FIRST_LETTERS = "stxinpmSTXINPM";

    private boolean foreign;

    /**
     * Reads the name of a tag.
     *
     * @return the name in lower case; empty if there is nothing special about the element's content
     */
    String open(String text, int name, int end) {
        if (isOrdinary(text, name, end)) {
            return "";
        }
        String element = text.substring(name, end).toLowerCase(Locale.ROOT);
        foreign |= FOREIGN.contains(element);
        return RAW.contains(element) || element.equals(NO_SCRIPT) ? element : "";
    }

    /**
     * @return the index after a tag such as {@code <p>} or {@code </em>}; -1 for any other tag, or if the tag does not begin
     *         before the limit
     */
    static int endOfPlainTag(String text, int open, int limit) {
        if (open >= limit) {
            return -1;
        }
        int last = text.length() - 1;
        boolean closing = open < last && text.charAt(open + 1) == '/';
        int name = closing ? open + 2 : open + 1;
        int end = name;
        while (end < last && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        boolean plain = name < end && text.charAt(end) == '>' && (closing || isOrdinary(text, name, end));
        return plain ? end + 1 : -1;
    }

    /** Fast path: whether the element cannot be special. Most names are too short, or begin with other letters. */
    static boolean isOrdinary(String text, int name, int end) {
        return end - name < SHORTEST || end - name > LONGEST || FIRST_LETTERS.indexOf(text.charAt(name)) < 0;
    }

    /** Whether a comment in the content could hide the end of the element from programs that know the element. */
    static boolean isUnclear(String element, String content) {
        return element.equals(SCRIPT) && content.contains("<!--");
    }

    /** Whether some programs read the content of the element as markup, for example because they read XML. */
    boolean isMarkupForSome(String element) {
        return foreign || !element.equals(SCRIPT);
    }
}
