package io.quarkiverse.cloudfront.signer.runtime.url;

/**
 * Checks how clients that decode more than once interpret a URL that contains {@code %25}. No dot segment is lost by further
 * decoding, so it suffices to check what is left in the end.
 *
 * @param exact whether the URL becomes a policy's resource, where the {@code ?} of its query is a wildcard
 */
record NestedEscapes(String text, boolean exact) {

    /**
     * @param start where the path begins
     * @param end where it ends, at a {@code ?} or at the end of the text
     */
    void check(int start, int end) {
        boolean query = exact && end < text.length();
        String path = decode(text.substring(start, end));
        String rest = query ? decode(text.substring(end + 1)) : "";
        if (hasDotSegment(path) || hasDotSegment(rest)
                || query && hasDotSegment(path.substring(0, startOfOpenEscape(path)))) {
            throw UrlScanner.dotSegment(text);
        }
        if (query) {
            checkNames(end + 1);
        }
    }

    private String decode(String part) {
        return PercentDecoder.decode(part).orElseThrow(() -> Failure.of(text,
                "it is percent-encoded more than " + PercentDecoder.MOST_TIMES + " times. Encode it once"));
    }

    /**
     * Checks names as in the original, in which an encoded {@code =} or {@code &} is part of a name.
     */
    private void checkNames(int from) {
        for (String pair : text.substring(from).split("&")) {
            String name = decode(pair.split("=", 2)[0]);
            for (int i = 0; i < name.length(); i++) {
                if (UrlCharacters.isSeparator(name.charAt(i)) || name.charAt(i) == ';') {
                    throw UrlScanner.separatorInName(text);
                }
            }
        }
    }

    private static boolean hasDotSegment(String decoded) {
        boolean onlyDots = true;
        int dots = 0;
        for (int i = 0; i <= decoded.length(); i++) {
            char c = i < decoded.length() ? decoded.charAt(i) : '/';
            if (c == '.') {
                dots++;
            } else if (UrlCharacters.endsSegment(c)) {
                if (onlyDots && (dots == 1 || dots == 2)) {
                    return true;
                }
                onlyDots = UrlCharacters.isSeparator(c);
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
        boolean open = path.charAt(last) == '%'
                || last > 0 && path.charAt(last - 1) == '%' && PercentDecoder.hex(path, last) >= 0;
        if (!open) {
            return path.length();
        }
        int start = last;
        for (int i = last; path.charAt(i) == '%' || PercentDecoder.hex(path, i) >= 0; i--) {
            start = path.charAt(i) == '%' ? i : start;
        }
        return start;
    }
}
