package io.quarkiverse.cloudfront.signer.runtime.url;

import java.util.List;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * Checks the path and the query of a URL or resource in one pass.
 */
final class UrlScanner {

    enum Mode {
        /**
         * One exact URL. If it contained a wildcard, viewers could use this wildcard by replaying the signature with a custom
         * policy.
         */
        URL,
        /**
         * One URL that a resource from the developer covers. The URL is not part of a policy, so its query cannot grant
         * anything.
         */
        COVERED,
        /** A resource from the developer, in which wildcards take effect. */
        RESOURCE
    }

    private static final String ENCODE = "; percent-encode it. For raw S3 keys, use jakarta.ws.rs.core.UriBuilder: "
            + "UriBuilder.fromPath(\"/{key}\").build(new Object[] { key }, false)";

    private final String text;
    private final int start;
    private final Mode mode;
    private final boolean marks;
    /** Whether the current segment consists only of dots. */
    private boolean onlyDots = true;
    private int dots;
    /** The decoded value of the last character that was not plain. */
    private char decoded;
    /** Whether the text contains {@code %25}. If so, the decoded text can be decoded again. */
    private boolean nested;

    /**
     * @param marks whether the application uses marks, so that the query must not contain their parameter
     */
    UrlScanner(String text, int start, Mode mode, boolean marks) {
        this.text = text;
        this.start = start;
        this.mode = mode;
        this.marks = marks;
    }

    void check() {
        int query = checkPath();
        if (query < text.length()) {
            checkQuery(query + 1);
        }
        if (nested) {
            new NestedEscapes(text, mode == Mode.URL).check(start, query);
        }
    }

    private int checkPath() {
        int i = passPlain(start);
        while (i < text.length() && text.charAt(i) != '?') {
            checkCharacter(text.charAt(i), i, UrlCharacters.PATH);
            i = passPlain(passSegments(text.charAt(i), i));
        }
        refuseDotSegment();
        return i;
    }

    private int passPlain(int from) {
        int end = UrlCharacters.PLAIN.end(text, from);
        onlyDots &= end == from;
        return end;
    }

    /**
     * Reads a character and looks for dot segments. A dot segment can be hidden behind an encoded slash or backslash, or before
     * a path parameter, because some origins decode and collapse these as well.
     *
     * @return the index after the character or its escape
     */
    private int passSegments(char c, int index) {
        int next = index + 1;
        decoded = c;
        if (c == '%') {
            decoded = (char) decodeEscape(index);
            next = index + 3;
            nested |= decoded == '%';
        }
        if (UrlCharacters.endsSegment(decoded)) {
            refuseDotSegment();
            dots = 0;
            onlyDots = UrlCharacters.isSeparator(decoded);
        } else if (decoded == '.') {
            dots++;
        } else {
            onlyDots = false;
        }
        return next;
    }

    private void refuseDotSegment() {
        if (onlyDots && (dots == 1 || dots == 2)) {
            throw dotSegment(text);
        }
    }

    static CloudFrontSignerException dotSegment(String text) {
        return Failure.of(text,
                "it has a dot segment, which a browser or an origin would collapse; write the path it leads to");
    }

    static CloudFrontSignerException separatorInName(String text) {
        return Failure.of(text,
                "it has a slash, backslash or semicolon in the name of a query parameter, but the ? before it is a wildcard "
                        + "in a policy, so it would also grant another path; rename the parameter");
    }

    /**
     * Checks the query like a path. The first {@code ?} of a URL is a wildcard in a policy, so the query can also be the rest
     * of a path.
     */
    private void checkQuery(int from) {
        int name = from;
        int equals = -1;
        onlyDots = true;
        dots = 0;
        int i = passPlain(from);
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '&') {
                checkPair(name, equals, i);
                onlyDots = false;
                i++;
                name = i;
                equals = -1;
            } else if (c == '=') {
                equals = equals < 0 ? i : equals;
                onlyDots = false;
                i++;
            } else {
                checkQueryCharacter(c, i);
                i = mode == Mode.URL ? passQuerySegments(c, i, equals < 0) : i + 1;
            }
            i = passPlain(i);
        }
        checkPair(name, equals, i);
        if (mode == Mode.URL) {
            refuseDotSegment();
        }
    }

    private int passQuerySegments(char c, int index, boolean inName) {
        int next = passSegments(c, index);
        if (inName && (UrlCharacters.isSeparator(decoded) || decoded == ';')) {
            throw separatorInName(text);
        }
        return next;
    }

    private void checkQueryCharacter(char c, int index) {
        if (c == '\'') {
            throw Failure.of(text, "it has a ' in its query, which browsers send as %27; write %27");
        }
        checkCharacter(c, index, UrlCharacters.QUERY);
        if (c == '%') {
            decodeEscape(index);
        } else if (c == '?' && mode != Mode.RESOURCE) {
            throw Failure.of(text, "it has a second ?, which is a wildcard in a policy; write %3F");
        }
    }

    private void checkPair(int name, int equals, int end) {
        List<String> reserved = ReservedParameters.names(marks);
        if (ReservedParameters.isReserved(reserved, text, name, equals < 0 ? end : equals)) {
            throw Failure.of(text, "its query has a parameter that "
                    + (marks ? "CloudFront or marks reserve (" : "CloudFront reserves (")
                    + String.join(", ", reserved) + "); rename it, and do not sign a URL twice");
        }
        if (mode == Mode.URL && equals <= name) {
            throw Failure.of(text,
                    "its query does not consist of name=value pairs, but the ? before it is a wildcard in a policy, so it "
                            + "would also grant another path; write ?name=value");
        }
    }

    private void checkCharacter(char c, int index, UrlCharacters allowed) {
        if (c == '*' && mode != Mode.RESOURCE) {
            throw Failure.of(text, "it has a *, which is a wildcard in a policy; write %2A");
        }
        if (c == '#') {
            throw Failure.of(text,
                    "it has a fragment, which browsers do not send; sign the URL without it, or write %23 for a # in a name");
        }
        if (!allowed.contains(c)) {
            throw Failure.of(text, "it has the character U+%04X at index %s%s".formatted((int) c, index, ENCODE));
        }
    }

    private int decodeEscape(int index) {
        int high = PercentDecoder.hex(text, index + 1);
        int low = PercentDecoder.hex(text, index + 2);
        if (high < 0 || low < 0) {
            throw Failure.of(text, "it has a %% at index %s that is not followed by two hexadecimal digits; write %%25"
                    .formatted(index));
        }
        return high << 4 | low;
    }
}
