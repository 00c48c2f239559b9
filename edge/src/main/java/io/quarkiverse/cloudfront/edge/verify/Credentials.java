package io.quarkiverse.cloudfront.edge.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.Refusal;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * CloudFront's parameters as a request presents them, before they are interpreted.
 *
 * @param source where the parameters come from
 * @param values the values, keyed by the parameters' names in a URL
 */
record Credentials(Verdict.Source source, Map<String, List<String>> values) {

    private static final String COOKIE_PREFIX = "CloudFront-";

    /** The parameters in the URL; empty if there are none. */
    static Optional<Credentials> ofUrl(RawTarget target) {
        return target.reserved().isEmpty() ? Optional.empty()
                : Optional.of(new Credentials(Verdict.Source.URL, target.reserved()));
    }

    /**
     * The parameters in the cookies; empty if there are none. If several cookies have the same name, the first one counts,
     * because browsers send the cookie with the longest path first.
     */
    static Optional<Credentials> ofCookies(List<ViewerRequest.Cookie> cookies) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (ViewerRequest.Cookie cookie : cookies) {
            String name = cookie.name().startsWith(COOKIE_PREFIX) ? cookie.name().substring(COOKIE_PREFIX.length()) : "";
            if (RawTarget.isReserved(name)) {
                values.putIfAbsent(name, List.of(cookie.value()));
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Credentials(Verdict.Source.COOKIES, values));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The value of a parameter; empty if it is missing or empty.
     *
     * @throws Refusal if there is more than one value
     */
    Optional<String> value(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new Refusal(Reason.Kind.AMBIGUOUS, "the query has " + name + " " + all.size()
                    + " times; CloudFront reserves this name, so the URL's own query must not use it");
        }
        return all.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** The first value of a parameter; empty if it is missing. */
    Optional<String> first(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The name of a parameter in explanations: its name in the URL, or the name of its cookie. */
    String label(String name) {
        return source == Verdict.Source.URL ? name : COOKIE_PREFIX + name;
    }

    /** The names of the parameters, for explanations. */
    String names() {
        return values.keySet().stream().map(this::label).collect(Collectors.joining(", "));
    }
}
