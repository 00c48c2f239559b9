package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * A URL exactly as it is written in a text.
 *
 * @param rest the path and query without a signature
 * @param signed whether the URL had a complete signature
 * @param end the index at which path and query end, before any fragment. If other characters follow the signature, the index at
 *        which the signature ends. If the signature is incomplete, the index at which the query begins
 */
record StoredUrl(String rest, boolean signed, int end) {

    /** An ampersand, which can be an entity, or the beginning of a fragment. */
    private static final Pattern SEPARATOR = Pattern
            .compile("(?<!&)#|(?!" + UrlEnd.END_ENTITY + ")&(?:(?:amp|#0{0,6}38|#[xX]0{0,6}26);)?");
    private static final Pattern ENTITY = Pattern.compile("&(?:(amp|#0{0,6}38|#[xX]0{0,6}26)(?!\\w)|#|\\w+);?");

    /**
     * @param path the index at which the path of the URL begins
     * @param end the index at which the URL ends, or after which the text cannot belong to a signature
     * @param names the names of a signature's parameters
     */
    static StoredUrl read(String text, int path, int end, List<String> names) {
        int query = indexOf('?', text, path, end);
        int fragment = fragment(text, path, query);
        return fragment < query || query == end ? new StoredUrl(text.substring(path, fragment), false, fragment)
                : new Query(text, path, query, end, names).read();
    }

    /** The index of the fragment. The {@code #} of an entity, such as {@code &#38;}, does not count. */
    private static int fragment(String text, int from, int to) {
        int i = indexOf('#', text, from, to);
        while (i < to && text.charAt(i - 1) == '&') {
            i = indexOf('#', text, i + 1, to);
        }
        return i;
    }

    private static int indexOf(char c, String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != c) {
            i++;
        }
        return i;
    }

    /**
     * The path and query as a browser reads them in markup; null if this is unclear.
     */
    @Nullable
    String decoded() {
        if (rest.indexOf('&') < 0) {
            return rest;
        }
        Matcher entities = ENTITY.matcher(rest);
        StringBuilder decoded = new StringBuilder();
        while (entities.find()) {
            boolean complete = entities.group().endsWith(";");
            if (complete && entities.group(1) == null || entities.group().startsWith("&#") && !complete) {
                return null;
            }
            entities.appendReplacement(decoded, complete ? "&" : Matcher.quoteReplacement(entities.group()));
        }
        return entities.appendTail(decoded).toString();
    }

    /**
     * The query of a URL, in which a signature may be between the URL's own parameters.
     */
    private static final class Query {

        private final String text;
        private final int path;
        private final int query;
        private int end;
        private final List<String> names;
        private final Matcher separators;
        private final Set<String> found = new HashSet<>();
        private final StringBuilder own = new StringBuilder();
        private int at;

        private Query(String text, int path, int query, int end, List<String> names) {
            this.text = text;
            this.path = path;
            this.query = query;
            this.end = end;
            this.names = names;
            this.separators = SEPARATOR.matcher(text).region(query, end);
        }

        private StoredUrl read() {
            int separator = query;
            at = query + 1;
            while (separator < end) {
                int next = separators.find() ? separators.start() : end;
                end = next < end && text.charAt(next) == '#' ? next : end;
                int after = next < end ? separators.end() : end;
                int stop = readParameter(separator, next);
                separator = stop < next ? end : next;
                at = stop < next ? stop : after;
            }
            boolean signed = found.contains(ReservedParameters.SIGNATURE) && found.contains(ReservedParameters.KEY_PAIR_ID)
                    && (found.contains(ReservedParameters.POLICY) || found.contains(ReservedParameters.EXPIRES));
            return signed ? new StoredUrl(text.substring(path, query) + own, true, at)
                    : new StoredUrl(text.substring(path, end), false, found.isEmpty() ? end : query);
        }

        /**
         * @return the index at which the value of a signature's parameter ends; for any other parameter, the index at which the
         *         parameter ends
         */
        private int readParameter(int separator, int next) {
            int equals = indexOf('=', text, at, next);
            String name = text.substring(at, equals);
            if (!names.contains(name)) {
                own.append(own.isEmpty() ? "?" : text.substring(separator, at)).append(text, at, next);
                return next;
            }
            found.add(name);
            int stop = Math.min(equals + 1, next);
            while (stop < next && isOfValue(text.charAt(stop), name)) {
                stop++;
            }
            return stop;
        }

        private static boolean isOfValue(char c, String name) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '~'
                    || c == '.' && name.equals(ReservedParameters.MARK);
        }
    }
}
