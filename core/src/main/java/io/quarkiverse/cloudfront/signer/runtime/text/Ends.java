package io.quarkiverse.cloudfront.signer.runtime.text;

/**
 * Indexes at which a tag, a value, or a comment ends for some programs, but not for others. One is the end of a CDATA section,
 * which ends earlier in HTML. The other is the end of a {@code noscript} element, which does not contain tags in a browser that
 * runs scripts.
 */
final class Ends {

    private final String text;
    private int section = Integer.MAX_VALUE;
    private int sectionOfHtml = -1;
    private int noScript = -1;

    Ends(String text) {
        this.text = text;
    }

    /** The end of the current CDATA section, or the greatest number outside of a section. */
    int section() {
        return section;
    }

    void enterSection(int index) {
        if (section == Integer.MAX_VALUE) {
            section = orEnd(text.indexOf("]]>", index));
        }
        if (sectionOfHtml < index) {
            sectionOfHtml = orEnd(text.indexOf('>', index));
        }
    }

    void leaveSection() {
        section = Integer.MAX_VALUE;
    }

    /**
     * @return whether the element has an end
     */
    boolean enterNoScript(String name, int index) {
        if (noScript < index) {
            noScript = MarkupSearch.endAt(text, "</" + name, index);
        }
        return noScript < text.length();
    }

    private int orEnd(int index) {
        return index < 0 ? text.length() : index;
    }

    /** Whether the text that has been read has neither an open section nor a {@code noscript} element. */
    boolean areFar() {
        return section == Integer.MAX_VALUE && noScript < 0;
    }

    boolean areInTag(int from, int to) {
        return isIn(section, from, to) || isIn(noScript, from, to);
    }

    boolean areInValue(int from, int to) {
        return areInTag(from, to) || isIn(sectionOfHtml, from, to);
    }

    private static boolean isIn(int end, int from, int to) {
        return from <= end && end < to;
    }
}
