package io.quarkiverse.cloudfront.signer.runtime.text;

/**
 * Indexes where a tag, a value, or a comment ends for some programs, and not for others: the CDATA section, which HTML ends
 * earlier, and an element that has no tags in a browser with scripts.
 */
final class Ends {

    private final String text;
    private int section = Integer.MAX_VALUE;
    private int sectionOfHtml = -1;
    private int noScript = -1;

    Ends(String text) {
        this.text = text;
    }

    /** The end of the CDATA section, or the greatest number outside of one. */
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
     * @return whether the element ends
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

    /** Whether the text is neither in a section nor behind the beginning of such an element. */
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
