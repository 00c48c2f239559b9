package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.runtime.url.PercentDecoder;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlCharacters;

/**
 * The paths of the application at which a request logs the user in or out. A login never leads back to one of these paths. If
 * it did, another site could choose such a path, and the application would take the request for one from its own site.
 *
 * @param pages the paths at which every request logs the user in or out
 * @param callbacks the paths at which a request does so only if it contains the state of a login, such as a provider's response
 */
public record ActionPaths(List<String> pages, List<String> callbacks) {

    static final ActionPaths NONE = new ActionPaths(List.of(), List.of());

    private static final Pattern SLASHES = Pattern.compile("[/\\\\]+");

    /**
     * The pages of the gates at these paths.
     */
    public static ActionPaths of(Collection<String> gates) {
        return new ActionPaths(List.copyOf(gates), List.of());
    }

    ActionPaths and(ActionPaths others) {
        return new ActionPaths(Stream.concat(pages.stream(), others.pages.stream()).toList(),
                Stream.concat(callbacks.stream(), others.callbacks.stream()).toList());
    }

    /**
     * Whether a path is one of these paths or below one of them. Also recognizes encoded paths and several slashes in a row,
     * because servers may decode paths and merge slashes.
     *
     * @param path the path with its query
     */
    boolean contains(String path) {
        int query = path.indexOf('?');
        String decoded = PercentDecoder.decode(query < 0 ? path : path.substring(0, query)).orElse("");
        String known = SLASHES.matcher(decoded).replaceAll("/");
        return known.isEmpty() || pages.stream().anyMatch(page -> isAtOrBelow(page, known))
                || callbacks.stream().anyMatch(callback -> isAtOrBelow(callback, known))
                        && !Query.values(path, Query.STATE).isEmpty();
    }

    private static boolean isAtOrBelow(String action, String path) {
        int end = action.length() > 1 && action.endsWith("/") ? action.length() - 1 : action.length();
        return path.regionMatches(true, 0, action, 0, end)
                && (path.length() == end || UrlCharacters.endsSegment(path.charAt(end)));
    }
}
