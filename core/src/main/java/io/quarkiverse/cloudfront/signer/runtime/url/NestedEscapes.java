package io.quarkiverse.cloudfront.signer.runtime.url;

/**
 * Checks how clients that decode more than once interpret a URL that contains {@code %25}. Further decoding never removes a dot
 * segment, so only the completely decoded text has to be checked.
 *
 * @param exact whether the URL becomes a policy's resource, in which the {@code ?} of its query is a wildcard
 */
record NestedEscapes(String text, boolean exact) {

    /**
     * Refuses the URL if its decoded text has a dot segment.
     *
     * @param start the index at which the path begins
     * @param end the index at which the path ends, which is that of a {@code ?} or the length of the text
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
     * Checks the names in the query. They are split before decoding, because an encoded {@code =} or {@code &} is part of a
     * name.
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
     * Finds an incomplete escape at the end of the path. The wildcard {@code ?} after the path could complete this escape, for
     * example to a slash.
     *
     * @return the index of the escape, or of the first of several nested escapes; the length of the path if there is none
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
