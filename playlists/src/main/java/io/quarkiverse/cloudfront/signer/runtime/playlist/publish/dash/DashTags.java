package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

/**
 * Finds the tags of an XML document that a parser has accepted as well-formed and without a DTD. The parser itself does not
 * reliably report where a tag begins and ends.
 */
final class DashTags {

    private final String xml;
    private int start;
    private int end;
    private int lineFrom;
    private int line = 1;

    DashTags(String xml) {
        this.xml = xml;
    }

    /**
     * Moves to the next tag.
     */
    void next() {
        start = xml.indexOf('<', end);
        while (xml.charAt(start + 1) == '?' || xml.charAt(start + 1) == '!') {
            start = xml.indexOf('<', endOfOther());
        }
        end = endOfTag();
        countLines();
    }

    /** The end of a comment, a CDATA section, or a processing instruction. */
    private int endOfOther() {
        if (xml.startsWith("<!--", start)) {
            return xml.indexOf("-->", start + 4) + 3;
        } else if (xml.charAt(start + 1) == '!') {
            return xml.indexOf("]]>", start) + 3;
        }
        return xml.indexOf("?>", start) + 2;
    }

    private int endOfTag() {
        int i = start;
        while (xml.charAt(i) != '>') {
            char c = xml.charAt(i);
            i = c == '"' || c == '\'' ? xml.indexOf(c, i + 1) + 1 : i + 1;
        }
        return i + 1;
    }

    private void countLines() {
        for (; lineFrom < start; lineFrom++) {
            char c = xml.charAt(lineFrom);
            if (c == '\n' || c == '\r' && xml.charAt(lineFrom + 1) != '\n') {
                line++;
            }
        }
    }

    int start() {
        return start;
    }

    /** The index after the tag. */
    int end() {
        return end;
    }

    /** The number of the line in which the tag begins, counted from 1. */
    int line() {
        return line;
    }

    boolean isEmptyElement() {
        return xml.charAt(end - 2) == '/' && xml.charAt(start + 1) != '/';
    }
}
