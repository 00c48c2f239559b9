package io.quarkiverse.cloudfront.signer.runtime.url;

/**
 * The characters that may stand in a part of a URL as they are, by RFC 3986, and that browsers send as they are.
 */
public enum UrlCharacters {

    /** What means nothing wherever it stands: the most of every URL, and all that {@link UrlScanner} need not look at twice. */
    PLAIN("-_~"),
    /** What a placeholder's value keeps; a {@code *} would be a wildcard, and a {@code ;} would end a cookie's path. */
    SEGMENT_VALUE("-._~!$&'()+,=:@"),
    PATH("-._~!$&'()*+,;=:@/%"),
    /** Brackets are not in RFC 3986 but in use, and every client leaves them alone. */
    QUERY("-._~!$&()*+,;=:@/?%[]");

    private final boolean[] allowed = new boolean[128];

    UrlCharacters(String punctuation) {
        for (char c = 0; c < allowed.length; c++) {
            allowed[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || punctuation.indexOf(c) >= 0;
        }
    }

    public boolean contains(int c) {
        return c < allowed.length && allowed[c];
    }
}
