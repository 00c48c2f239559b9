package io.quarkiverse.cloudfront.signer.runtime.policy;

/**
 * One pass over path and query of a URL or resource.
 */
final class UrlScan {

    enum Mode {
        /** One exact URL: a wildcard in it would be one for whoever replays the signature with a custom policy. */
        URL,
        /** A resource that the developer wrote: wildcards are meant. */
        RESOURCE
    }

    private static final String ENCODE = "; percent-encode it, for instance raw S3 keys with jakarta.ws.rs.core.UriBuilder: "
            + "UriBuilder.fromPath(\"/{key}\").build(new Object[] { key }, false)";

    private final String text;
    private final int start;
    private final Mode mode;

    UrlScan(String text, int start, Mode mode) {
        this.text = text;
        this.start = start;
        this.mode = mode;
    }

    void check() {
        int query = checkPath();
        if (query < text.length()) {
            checkQuery(query + 1);
        }
    }

    /**
     * A dot segment may hide behind an encoded slash or backslash, or in front of a path parameter: some origins decode and
     * collapse these too.
     */
    private int checkPath() {
        int i = start;
        int dots = 0;
        boolean onlyDots = true;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (UrlCharacters.PLAIN.contains(c)) {
                onlyDots = false;
                i++;
                continue;
            } else if (c == '?') {
                break;
            }
            checkCharacter(c, i, UrlCharacters.PATH);
            char decoded = c == '%' ? (char) decodeEscape(i) : c;
            if (decoded == '/' || decoded == '\\' || decoded == ';') {
                refuseDotSegment(onlyDots, dots);
                dots = 0;
                onlyDots = decoded != ';';
            } else if (decoded == '.') {
                dots++;
            } else {
                onlyDots = false;
            }
            i += c == '%' ? 3 : 1;
        }
        refuseDotSegment(onlyDots, dots);
        return i;
    }

    private void refuseDotSegment(boolean onlyDots, int dots) {
        if (onlyDots && (dots == 1 || dots == 2)) {
            throw Refusal.of(text,
                    "it has a dot segment, which a browser or an origin would collapse; write the path it leads to");
        }
    }

    private void checkQuery(int from) {
        int name = from;
        int equals = -1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (UrlCharacters.PLAIN.contains(c)) {
                continue;
            } else if (c == '&') {
                refuseReservedName(name, equals < name ? i : equals);
                name = i + 1;
            } else if (c == '=') {
                equals = equals < name ? i : equals;
            } else {
                checkQueryCharacter(c, i);
            }
        }
        refuseReservedName(name, equals < name ? text.length() : equals);
    }

    private void checkQueryCharacter(char c, int index) {
        if (c == '\'') {
            throw Refusal.of(text, "it has a ' in its query, which browsers send as %27; write %27");
        }
        checkCharacter(c, index, UrlCharacters.QUERY);
        if (c == '%') {
            decodeEscape(index);
        } else if (c == '?' && mode == Mode.URL) {
            throw Refusal.of(text, "it has a second ?, which is a wildcard in a policy; write %3F");
        }
    }

    private void refuseReservedName(int from, int to) {
        if (ReservedNames.isReserved(text, from, to)) {
            throw Refusal.of(text, "its query has a parameter that CloudFront reserves (" + ReservedNames.list()
                    + "); rename it, and do not sign a URL twice");
        }
    }

    private void checkCharacter(char c, int index, UrlCharacters allowed) {
        if (c == '*' && mode == Mode.URL) {
            throw Refusal.of(text, "it has a *, which is a wildcard in a policy; write %2A");
        }
        if (c == '#') {
            throw Refusal.of(text,
                    "it has a fragment, which never reaches CloudFront; sign without it and append it afterwards");
        }
        if (!allowed.contains(c)) {
            throw Refusal.of(text, "it has the character U+%04X at index %d%s".formatted((int) c, index, ENCODE));
        }
    }

    private int decodeEscape(int index) {
        int high = index + 1 < text.length() ? Character.digit(text.charAt(index + 1), 16) : -1;
        int low = index + 2 < text.length() ? Character.digit(text.charAt(index + 2), 16) : -1;
        // Character.digit knows other scripts' digits too
        if (high < 0 || low < 0 || text.charAt(index + 1) > 0x7f || text.charAt(index + 2) > 0x7f) {
            throw Refusal.of(text, "it has a %% at index %d that is not followed by two hexadecimal digits; write %%25"
                    .formatted(index));
        }
        return high << 4 | low;
    }
}
