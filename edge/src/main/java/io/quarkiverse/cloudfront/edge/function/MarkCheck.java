package io.quarkiverse.cloudfront.edge.function;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;

/**
 * Checks the marks of requests, like the {@code marks.js} script of CloudFront's function. A mark shows for whom a request was
 * signed, and fits only one grant. It is checked after the signature has been verified, and removed before the cache is used,
 * so that all viewers share one copy. The mark is where the signature is: in the query or in a cookie. A request whose mark
 * cannot be checked is refused.
 *
 * @param keys the keys that check the MACs; several while the secret is being replaced
 * @param required whether requests without a mark are refused
 * @param revocations the store of revocations
 */
public record MarkCheck(List<MarkKey> keys, boolean required, Revocations revocations) {

    /** The name of the query parameter. */
    static final String PARAMETER = "mark";
    /** The name of the cookie. */
    static final String COOKIE = "q_cloudfront_mark";
    /** The key of the revocation that applies to all users. */
    static final String ALL = "all";
    /** The beginning of the key of a user's revocation, before the pseudonym. */
    static final String USER = "u/";

    private static final Pattern MARK = Pattern
            .compile("([A-Za-z0-9_-]{16})\\.([0-9a-z]{6,8})(?:-([A-Za-z0-9_-]{6}))?\\.([A-Za-z0-9_-]{22})");
    private static final Pattern VALUE = Pattern
            .compile("([0-9a-z]{6,8})((?:\\.[A-Za-z0-9_-]{6}[0-9a-z]{6,8}-[0-9a-z]{6,8}){0,40})");
    /** A login, the latest possible time of its beginning, and the time at which it ended. */
    private static final Pattern ENDED = Pattern.compile("\\.(.{6})([0-9a-z]+)-[0-9a-z]+");

    public MarkCheck {
        keys = List.copyOf(keys);
    }

    /** A store of revocations, like a key value store of CloudFront. */
    @FunctionalInterface
    public interface Revocations {

        /**
         * The time in seconds before which all logins are revoked, followed by single logins that have ended.
         *
         * @param key {@code all}, or {@code u/} and a user's pseudonym
         * @return empty if nothing is revoked
         * @throws RuntimeException if the store cannot be read
         */
        Optional<String> get(String key);
    }

    /**
     * The decision about a request.
     *
     * @param target the path and query without CloudFront's own parameters and the mark
     * @param pseudonym the pseudonym of the user, if the mark is genuine
     * @param refusal why the request is refused, as a sentence without a full stop; empty if it is allowed
     */
    public record Decision(String target, Optional<String> pseudonym, Optional<String> refusal) {
    }

    /**
     * @param method the HTTP method
     * @param target the path and query as the viewer sent them
     * @param cookies the cookies in the order in which they were sent
     */
    public Decision decide(String method, String target, List<Cookie> cookies) {
        RawTarget whole = RawTarget.parse(target);
        boolean inQuery = RequestGrant.isInQuery(whole);
        List<String> marks = inQuery ? marks(whole)
                : cookies.stream().filter(cookie -> cookie.name().equals(COOKIE)).map(Cookie::value).toList();
        String stripped = inQuery && !marks.isEmpty() ? without(whole) : whole.stripped();
        if (method.equals("OPTIONS") || marks.isEmpty() && !required) {
            return new Decision(stripped, Optional.empty(), Optional.empty());
        } else if (marks.isEmpty()) {
            return refused(stripped,
                    "the request has no mark: " + (inQuery ? "a signed URL needs the " + PARAMETER + " query parameter"
                            : "signed cookies need the " + COOKIE + " cookie"));
        } else if (marks.size() > 1) {
            return refused(stripped,
                    inQuery ? "the query has several marks" : "the request has several " + COOKIE + " cookies");
        }
        return decide(stripped, marks.get(0), RequestGrant.of(whole, cookies));
    }

    /**
     * Describes the user and the time in the mark of a signed URL, in a sentence; empty if the URL does not have a mark.
     *
     * @param target the path and query of the URL
     */
    public static Optional<String> described(String target) {
        return marks(RawTarget.parse(target)).stream().map(MARK::matcher).filter(Matcher::matches).findFirst()
                .map(mark -> "The mark, which is not checked here, identifies the user " + mark.group(1)
                        + ". Revocations after " + Instant.ofEpochSecond(second(mark.group(2))) + " invalidate it.");
    }

    private static List<String> marks(RawTarget whole) {
        return whole.parameters().stream().filter(MarkCheck::isMark).map(RawTarget::valueOf).toList();
    }

    static boolean isMark(String pair) {
        return RawTarget.decoded(RawTarget.nameOf(pair)).equals(PARAMETER);
    }

    private static String without(RawTarget whole) {
        String query = whole.parameters().stream().filter(pair -> !isMark(pair)).collect(Collectors.joining("&"));
        return query.isEmpty() ? whole.path() : whole.path() + "?" + query;
    }

    private Decision decide(String stripped, String mark, RequestGrant grant) {
        Matcher parts = MARK.matcher(mark);
        if (!parts.matches()) {
            return refused(stripped, "the mark is malformed");
        }
        String pseudonym = parts.group(1);
        String start = parts.group(2);
        String login = parts.group(3);
        String mac = parts.group(4);
        String marked = mark.substring(0, mark.length() - mac.length() - 1);
        if (!grant.problem().isEmpty()) {
            return refused(stripped, grant.problem());
        } else if (keys.stream().noneMatch(key -> key.verifies(marked + "." + grant.text(), mac))) {
            return refused(stripped, "the mark belongs to another grant, or was not made with the secret of this distribution");
        }
        return new Decision(stripped, Optional.of(pseudonym),
                revoked(USER + pseudonym, "logins of the user " + pseudonym, start, login)
                        .or(() -> revoked(ALL, "all logins", start, login)));
    }

    private Optional<String> revoked(String key, String what, String start, @Nullable String login) {
        Optional<String> known;
        try {
            known = revocations.get(key);
        } catch (RuntimeException e) {
            return Optional.of("the store of revocations cannot be read");
        }
        if (known.isEmpty()) {
            return known;
        }
        Matcher value = VALUE.matcher(known.get());
        if (!value.matches()) {
            return Optional.of("the store of revocations has a value that is not a revocation");
        }
        long before = second(value.group(1));
        if (second(start) < before) {
            return Optional.of(what + " before " + Instant.ofEpochSecond(before) + " are revoked");
        }
        return ENDED.matcher(value.group(2)).results()
                .filter(ended -> ended.group(1).equals(login) && second(start) <= second(ended.group(2))).findFirst()
                .map(ended -> "the user has logged out, which ended the login " + login);
    }

    private static long second(String text) {
        return Long.parseLong(text, Character.MAX_RADIX);
    }

    private static Decision refused(String stripped, String sentence) {
        return new Decision(stripped, Optional.empty(), Optional.of(sentence));
    }
}
