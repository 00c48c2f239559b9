package io.quarkiverse.cloudfront.signer.runtime.text;

/**
 * The scheme, host, and port with which URLs in a text begin.
 *
 * @param prefix the part before a tenant's label, or the whole origin if there is no label
 * @param suffix the part after the label; empty if there is no label
 */
record Origin(String prefix, String suffix) {

    /**
     * @param url the URL, which can have a placeholder for the tenant's label
     */
    static Origin of(String url) {
        int open = url.indexOf('{');
        return open < 0 ? new Origin(url, "") : new Origin(url.substring(0, open), url.substring(url.indexOf('}') + 1));
    }

    /**
     * The index at which the path of a URL with this origin begins.
     *
     * @param start the index of the prefix
     * @return -1 if the URL has another host, or if it does not have a path
     */
    int path(String text, int start) {
        int label = start + prefix.length();
        int path = suffix.isEmpty() ? label : suffixIn(text, label) + suffix.length();
        return path >= label && text.startsWith("/", path) ? path : -1;
    }

    private int suffixIn(String text, int label) {
        int i = label;
        while (i < text.length() && isOfLabel(text.charAt(i))) {
            i++;
        }
        return i > label && text.startsWith(suffix, i) ? i : -suffix.length() - 1;
    }

    private static boolean isOfLabel(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    /**
     * Returns this origin with the tenant's label from a URL of another origin.
     *
     * @param start the index at which the URL begins
     * @param path the index at which the path of the URL begins
     */
    String with(Origin other, String text, int start, int path) {
        return suffix.isEmpty() ? prefix
                : prefix + text.substring(start + other.prefix.length(), path - other.suffix.length()) + suffix;
    }
}
