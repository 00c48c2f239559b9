package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML that is escaped in the text of an element, as in many feeds. A program that shows the text reads this HTML, in which a
 * URL can be a part of an attribute.
 */
final class EscapedMarkup {

    private static final Pattern OPEN = Pattern.compile("&(?:lt|#0*60|#x0*3c)", Pattern.CASE_INSENSITIVE);
    /**
     * An entity. The groups stand for {@link #CHARACTERS}, and the last group stands for characters that no tag needs. An
     * entity that does not match a group is unclear.
     */
    private static final Pattern ENTITY = Pattern.compile("&(?:(?:(lt|#0*60|#x0*3[cC])|(gt|#0*62|#x0*3[eE])|(quot|#0*34|#x0*22)"
            + "|(apos|#0*39|#x0*27)|(amp|#0*38|#x0*26)"
            + "|(nbsp|#(?:12[89]|1[3-9]\\d|[2-9]\\d\\d|[1-9]\\d{3,6})|#x(?:[89a-fA-F]\\w|[1-9a-fA-F]\\w{2,5})));|\\w+;|#|(?i:lt|gt|quot|amp))");
    private static final List<String> CHARACTERS = List.of("<", ">", "\"", "'", "&");

    private final int from;
    /** The index in the HTML for each character of the text. */
    private final int[] indexes;
    private final TextPlaces places;
    /** The index at which the text ends or becomes unclear. */
    private int limit;
    private final int to;

    EscapedMarkup(String text, int from, int to) {
        this.from = from;
        this.to = to;
        this.indexes = new int[to - from + 1];
        this.places = TextPlaces.ofPart(read(text));
    }

    /**
     * The index at which the next escaped tag can begin.
     *
     * @return the length of the text if there is no such tag
     */
    static int next(String text, int from) {
        Matcher open = OPEN.matcher(text);
        int entity = text.indexOf('&', from);
        while (entity >= 0 && !open.region(entity, text.length()).lookingAt()) {
            entity = text.indexOf('&', entity + 1);
        }
        return entity < 0 ? text.length() : entity;
    }

    private String read(String text) {
        StringBuilder html = new StringBuilder();
        Matcher entity = ENTITY.matcher(text).region(from, to);
        String character = " ";
        limit = from;
        while (limit < to && !character.isEmpty()) {
            int next = entity.find() ? entity.start() : to;
            while (limit < next) {
                indexes[limit - from] = html.length();
                html.append(text.charAt(limit++));
            }
            indexes[limit - from] = html.length();
            if (limit < to) {
                character = character(entity);
                html.append(character);
                limit = character.isEmpty() ? limit : entity.end();
            }
        }
        indexes[limit - from] = html.length();
        return html.toString();
    }

    /**
     * @return the character for which an entity stands; empty if this is unclear
     */
    private static String character(Matcher entity) {
        for (int kind = 1; kind <= CHARACTERS.size(); kind++) {
            if (entity.group(kind) != null) {
                return CHARACTERS.get(kind - 1);
            }
        }
        return entity.group(CHARACTERS.size() + 1) == null ? "" : entity.group();
    }

    /**
     * Whether a URL in the text is also a separate URL in the HTML, with the same end.
     */
    boolean hasUrl(int url, int path, int end) {
        return end <= limit && places.end(indexes[url - from], indexes[path - from]) == indexes[end - from];
    }

    /** Whether the HTML is unambiguous and does not end inside a tag. */
    boolean isComplete() {
        return limit == to && places.isComplete();
    }

    void pass(int end) {
        places.pass(indexes[end - from]);
    }
}
