package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The value of an attribute in a tag.
 *
 * @param kind the kind of the value; {@code WORDS} if the tag ends before a value; {@code TAG} if the limit comes first
 * @param from the index at which the value begins, after a quote
 * @param to the index at which the value ends
 */
record Attribute(Place kind, int from, int to) {

    private static final Pattern LISTS = Pattern.compile("(?:.*-)?(?:image)?srcset", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTES_WITH_TEXT = Pattern.compile("data-.*|style|title|alt", Pattern.CASE_INSENSITIVE);

    /** Fast path: common attributes, which are neither lists nor text. */
    private static final Set<String> USUAL = Set.of("src", "href", "class", "id");

    static Attribute next(String text, int at, int limit) {
        int name = -1;
        boolean inName = false;
        for (int i = at; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '>') {
                return new Attribute(Place.WORDS, i + 1, i + 1);
            } else if (c == '=' && name >= 0) {
                return value(kind(text.substring(name, i).strip()), text, i + 1, limit);
            }
            boolean beforeName = !inName;
            inName = !MarkupSearch.isSpace(c) && c != '/';
            if (c == '/') {
                name = -1;
            } else if (inName && beforeName) {
                name = i;
            }
        }
        return new Attribute(Place.TAG, limit, limit);
    }

    private static Place kind(String attribute) {
        if (USUAL.contains(attribute)) {
            return Place.URL;
        } else if (LISTS.matcher(attribute).matches()) {
            return Place.LIST;
        }
        return ATTRIBUTES_WITH_TEXT.matcher(attribute).matches() ? Place.VALUE : Place.URL;
    }

    private static Attribute value(Place kind, String text, int from, int limit) {
        int value = from;
        while (value < limit && MarkupSearch.isSpace(text.charAt(value))) {
            value++;
        }
        if (value == limit) {
            return new Attribute(Place.TAG, limit, limit);
        } else if (text.charAt(value) == '"' || text.charAt(value) == '\'') {
            return new Attribute(kind, value + 1, MarkupSearch.indexOf(text.charAt(value), text, value + 1, limit));
        }
        int end = value;
        while (end < limit && !MarkupSearch.isSpace(text.charAt(end)) && text.charAt(end) != '>') {
            end++;
        }
        return new Attribute(kind, value, end);
    }
}
