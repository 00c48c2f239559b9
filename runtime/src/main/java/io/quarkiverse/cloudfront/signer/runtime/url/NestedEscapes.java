package io.quarkiverse.cloudfront.signer.runtime.url;

/**
 * Checks a URL that contains {@code %25} as clients interpret it that decode more than once: decodes the whole text repeatedly
 * until it no longer changes, because the digits of an escape may be escapes themselves.
 */
final class NestedEscapes {

    /** Limits the work. Legitimate URLs are not encoded as often. */
    private static final int MOST_ROUNDS = 10;

    private final String text;
    /** Whether the URL becomes a policy's resource, where the {@code ?} of its query is a wildcard. */
    private final boolean exact;

    NestedEscapes(String text, boolean exact) {
        this.text = text;
        this.exact = exact;
    }

    /**
     * @param start where the path begins
     * @param end where it ends, at a {@code ?} or at the end of the text
     */
    void check(int start, int end) {
        boolean query = exact && end < text.length();
        String path = text.substring(start, end);
        String rest = query ? text.substring(end + 1) : "";
        int rounds = 0;
        boolean changed = true;
        while (changed) {
            String decodedPath = decode(path);
            String decodedRest = decode(rest);
            changed = decodedPath.length() < path.length() || decodedRest.length() < rest.length();
            path = decodedPath;
            rest = decodedRest;
            if (hasDotSegment(path, true) || hasDotSegment(rest, false)
                    || query && hasDotSegment(path.substring(0, startOfOpenEscape(path)), true)) {
                throw UrlScanner.dotSegment(text);
            } else if (++rounds > MOST_ROUNDS) {
                throw Refusal.of(text, "it is percent-encoded more than " + MOST_ROUNDS + " times. Encode it once");
            }
        }
        if (query) {
            checkNames(end + 1);
        }
    }

    /**
     * Checks names as in the original, in which an encoded {@code =} or {@code &} is part of a name.
     */
    private void checkNames(int from) {
        for (String pair : text.substring(from).split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String decoded = decode(name);
            while (decoded.length() < name.length()) {
                name = decoded;
                decoded = decode(name);
            }
            for (int i = 0; i < name.length(); i++) {
                if (isSeparator(name.charAt(i)) || name.charAt(i) == ';') {
                    throw UrlScanner.separatorInName(text);
                }
            }
        }
    }

    static boolean isSeparator(char c) {
        return c == '/' || c == '\\';
    }

    /**
     * Whether some servers end a name in a path here: before path parameters, and at an encoded question mark, hash, or control
     * character, after which a server that decodes it may cut off the rest.
     */
    static boolean endsName(char c) {
        return c == ';' || c == '?' || c == '#' || c < ' ';
    }

    private static boolean hasDotSegment(String decoded, boolean atStart) {
        boolean onlyDots = atStart;
        int dots = 0;
        for (int i = 0; i <= decoded.length(); i++) {
            char c = i < decoded.length() ? decoded.charAt(i) : '/';
            if (c == '.') {
                dots++;
            } else if (isSeparator(c) || endsName(c)) {
                if (onlyDots && (dots == 1 || dots == 2)) {
                    return true;
                }
                onlyDots = isSeparator(c);
                dots = 0;
            } else {
                onlyDots = false;
            }
        }
        return false;
    }

    /**
     * A {@code ?} after the path could complete an escape at its end, for example to a slash.
     *
     * @return the index of the escape, including others of which it could become a part; otherwise the length
     */
    private static int startOfOpenEscape(String path) {
        int last = path.length() - 1;
        boolean open = path.charAt(last) == '%' || last > 0 && path.charAt(last - 1) == '%' && hex(path, last) >= 0;
        if (!open) {
            return path.length();
        }
        int start = last;
        for (int i = last; path.charAt(i) == '%' || hex(path, i) >= 0; i--) {
            start = path.charAt(i) == '%' ? i : start;
        }
        return start;
    }

    /**
     * Decodes once, octet by octet, because only ASCII characters matter here.
     */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int high = text.charAt(i) == '%' ? hex(text, i + 1) : -1;
            int low = high < 0 ? -1 : hex(text, i + 2);
            if (low < 0) {
                decoded.append(text.charAt(i));
            } else {
                decoded.append((char) (high << 4 | low));
                i += 2;
            }
        }
        return decoded.toString();
    }

    /**
     * The value of a digit, or -1. {@code Character.digit} also accepts digits of other scripts.
     */
    static int hex(String text, int index) {
        char c = index < text.length() ? text.charAt(index) : 0;
        return c <= 'f' ? Character.digit(c, 16) : -1;
    }
}
