package io.quarkiverse.cloudfront.signer.runtime.url;

/**
 * The characters that RFC 3986 allows unencoded in a part of a URL, and that browsers send unencoded.
 */
public enum UrlCharacters {

    /** Characters that never have a special meaning, so that {@link UrlScanner} can skip them. */
    PLAIN("-_~"),
    /** The scheme of a URI, whose first character is a letter. */
    SCHEME("-.+"),
    /** The names of elements and attributes in playlists. */
    NAME("-._"),
    PATH("-._~!$&'()*+,;=:@/%"),
    /** RFC 3986 does not allow brackets, but they are in use, and no client encodes them. */
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

    /**
     * @return the index of the first character that is not one of these, or the length of the text
     */
    public int end(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) < allowed.length && allowed[text.charAt(i)]) {
            i++;
        }
        return i;
    }

    static boolean isSeparator(char c) {
        return c == '/' || c == '\\';
    }

    /**
     * Whether some servers end a name in a path at this character. Such a character is a separator, or a semicolon before path
     * parameters. It can also be an encoded question mark, hash, or control character, because a server that decodes it may cut
     * off the rest.
     */
    public static boolean endsSegment(char c) {
        return switch (c) {
            case '/', '\\', ';', '?', '#' -> true;
            default -> c < ' ';
        };
    }
}
