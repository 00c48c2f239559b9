package io.quarkiverse.cloudfront.edge.function;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;

/**
 * Checks the marks of requests, which say for whom a request was signed: the same as the script {@code marks.js} of
 * CloudFront's
 * function. It does so after the signature has been verified, and removes the mark before the cache, so that all viewers share
 * one copy. A request whose mark cannot be checked is refused.
 *
 * @param keys check the MACs; several while the secret is being replaced
 * @param required whether requests without a mark are refused
 * @param revocations the store of revocations
 */
public record Marks(List<MarkKey> keys, boolean required, Revocations revocations) {

    /** The name of the query parameter. */
    static final String PARAMETER = "mark";
    /** The name of the cookie. */
    static final String COOKIE = "q_cloudfront_mark";
    /** The key of the revocation that concerns all users. */
    static final String ALL = "all";
    /** The beginning of the key of a user's revocation, before the pseudonym. */
    static final String USER = "u/";

    private static final Pattern MARK = Pattern.compile("([A-Za-z0-9_-]{16})\\.([0-9a-z]{6,8})\\.([A-Za-z0-9_-]{22})");
    private static final Pattern SECOND = Pattern.compile("[0-9a-z]{6,8}");

    public Marks {
        keys = List.copyOf(keys);
        Objects.requireNonNull(revocations, "revocations");
    }

    /** A store of revocations, like a key value store of CloudFront. */
    @FunctionalInterface
    public interface Revocations {

        /**
         * The second before which all logins are revoked, in base 36.
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
     * @param target path and query without the mark
     * @param pseudonym of the user, if the mark is genuine
     * @param refusal why the request is refused, as a sentence without a full stop; empty if it is not
     */
    public record Decision(String target, Optional<String> pseudonym, Optional<String> refusal) {
    }

    /**
     * @param method the HTTP method
     * @param target path and query without CloudFront's own parameters
     * @param cookies in the order in which they were sent
     */
    public Decision decide(String method, String target, List<Cookie> cookies) {
        int question = target.indexOf('?');
        List<String> given = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        if (question >= 0) {
            for (String pair : target.substring(question + 1).split("&", -1)) {
                boolean own = pair.equals(PARAMETER) || pair.startsWith(PARAMETER + "=");
                (own ? given : rest).add(pair);
            }
        }
        String query = String.join("&", rest);
        String stripped = given.isEmpty() ? target : target.substring(0, question) + (query.isEmpty() ? "" : "?" + query);
        if (method.equals("OPTIONS")) {
            return new Decision(stripped, Optional.empty(), Optional.empty());
        }
        if (given.size() > 1) {
            return refused(stripped, "the query has several marks");
        } else if (given.size() == 1) {
            String pair = given.get(0);
            return decide(stripped, pair.equals(PARAMETER) ? "" : pair.substring(PARAMETER.length() + 1));
        }
        return cookies.stream().filter(cookie -> cookie.name().equals(COOKIE)).findFirst()
                .map(cookie -> decide(stripped, cookie.value()))
                .orElseGet(() -> required ? refused(stripped, "the request has no mark, neither in the query nor in a cookie")
                        : new Decision(stripped, Optional.empty(), Optional.empty()));
    }

    private Decision decide(String stripped, String mark) {
        Matcher parts = MARK.matcher(mark);
        if (!parts.matches()) {
            return refused(stripped, "the mark does not have the form of a mark");
        }
        String pseudonym = parts.group(1);
        String start = parts.group(2);
        if (keys.stream().noneMatch(key -> key.verifies(pseudonym + "." + start, parts.group(3)))) {
            return refused(stripped, "the mark was not made with the secret of this distribution");
        }
        String revoked = revoked(USER + pseudonym, "logins of the user " + pseudonym, start);
        return new Decision(stripped, Optional.of(pseudonym),
                Optional.ofNullable(revoked == null ? revoked(ALL, "all logins", start) : revoked));
    }

    private @Nullable String revoked(String key, String what, String start) {
        Optional<String> before;
        try {
            before = revocations.get(key);
        } catch (RuntimeException e) {
            return "the store of revocations cannot be read";
        }
        if (before.isEmpty()) {
            return null;
        } else if (!SECOND.matcher(before.get()).matches()) {
            return "the store of revocations has a value that is not a time";
        }
        return second(start) < second(before.get()) ? what + " before " + Instant.ofEpochSecond(second(before.get()))
                + " are revoked" : null;
    }

    private static long second(String text) {
        return Long.parseLong(text, Character.MAX_RADIX);
    }

    private static Decision refused(String stripped, String sentence) {
        return new Decision(stripped, Optional.empty(), Optional.of(sentence));
    }
}
