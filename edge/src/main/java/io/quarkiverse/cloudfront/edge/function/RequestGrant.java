package io.quarkiverse.cloudfront.edge.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;

/**
 * The grant of a request, which its mark must fit. It is read where CloudFront reads it: in the query if the query has any of
 * CloudFront's parameters, and otherwise in the cookies. If CloudFront could read a different grant, this one is empty.
 *
 * @param text the text of a custom policy, or the path for a canned policy; empty if there is no grant
 * @param problem why there is no grant, as a sentence without a full stop; empty if there is a grant
 */
record RequestGrant(String text, String problem) {

    private static final Set<String> CANNED = Set.of(RawTarget.EXPIRES, RawTarget.SIGNATURE, RawTarget.KEY_PAIR_ID);
    private static final Set<String> CUSTOM = Set.of(RawTarget.POLICY, RawTarget.SIGNATURE, RawTarget.KEY_PAIR_ID);

    static RequestGrant of(RawTarget target, List<Cookie> cookies) {
        Optional<String> encoded = encoded(target);
        if (encoded.isPresent()) {
            return none("the query has the " + encoded.get() + " parameter with a percent-encoded name");
        }
        return isInQuery(target) ? ofQuery(target) : ofCookies(cookies);
    }

    /** Whether CloudFront may read the signature in the query. If so, it does not read the cookies. */
    static boolean isInQuery(RawTarget target) {
        return !target.reserved().isEmpty() || encoded(target).isPresent();
    }

    private static Optional<String> encoded(RawTarget target) {
        return target.parameters().stream().map(parameter -> RawTarget.decoded(RawTarget.nameOf(parameter)))
                .filter(RawTarget::isReserved).findFirst();
    }

    private static RequestGrant ofQuery(RawTarget target) {
        Map<String, List<String>> values = new TreeMap<>(target.reserved());
        // the hash algorithm is not a part of the grant
        values.remove(RawTarget.HASH_ALGORITHM);
        for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
            if (parameter.getValue().size() > 1) {
                return none("the query has several " + parameter.getKey() + " parameters");
            }
        }
        if (values.keySet().equals(CUSTOM)) {
            return of(RawTarget.decoded(String.join("", values.getOrDefault(RawTarget.POLICY, List.of()))));
        }
        return values.keySet().equals(CANNED) ? of(target.path())
                : none("CloudFront's parameters in the query belong neither to a canned policy nor to a custom policy: "
                        + String.join(", ", new TreeSet<>(target.reserved().keySet())));
    }

    private static RequestGrant ofCookies(List<Cookie> cookies) {
        List<String> policies = values(cookies, RawTarget.POLICY);
        if (policies.size() > 1) {
            return none("the request has several CloudFront-Policy cookies");
        } else if (policies.isEmpty()) {
            return none("the request has neither a signature in its query nor a CloudFront-Policy cookie");
        }
        return values(cookies, RawTarget.EXPIRES).isEmpty() ? of(policies.get(0))
                : none("the request has both CloudFront-Policy and CloudFront-Expires cookies");
    }

    private static List<String> values(List<Cookie> cookies, String name) {
        return cookies.stream().filter(cookie -> cookie.name().equals("CloudFront-" + name)).map(Cookie::value).toList();
    }

    private static RequestGrant of(String text) {
        return text.isEmpty() ? none("the policy is empty") : new RequestGrant(text, "");
    }

    private static RequestGrant none(String problem) {
        return new RequestGrant("", problem);
    }
}
