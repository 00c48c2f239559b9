package io.quarkiverse.cloudfront.edge.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;
import io.vertx.core.json.JsonObject;

/**
 * A request with or without a mark, and the store of revocations at that moment.
 *
 * @param accept the header; empty without one
 */
record MarkedRequest(String method, String target, List<Cookie> cookies, Map<String, String> store, String accept) {

    private static final String UNREADABLE = "UNREADABLE";

    private static final List<String> USERS = List.of("alice_1234567890", "Bob-567890123456", "________________",
            "carol12345678901");
    private static final List<String> STARTS = List.of("tp9inz", "tp9io0", "tp9io1", "zzzzzz", "1000000", "0tp9io0",
            "00tp9io0");
    private static final List<String> LOGINS = List.of("abcdef", "abcdeg", "a-b_-1", "------", "tp9io0");
    /** Also those that only a careless check accepts. */
    private static final List<String> TIMES = List.of("tp9inz", "tp9io0", "tp9io1", "zzzzzz", "1000000", "00tp9io1", "tp9io",
            "000000000", "0tp9inz0000", "TP9INZ", "!tp9inz", "tp9inz!", "tp9inz\n", "", "0", "-1", UNREADABLE);
    private static final List<String> PATHS = List.of("/a.mp4", "/docs/", "/docs/a", "/docs/a.html", "/docs", "/");
    private static final List<String> PAIRS = List.of("x=1", "x", "", "=", "mark2=3", "marks", "Mark=1", "m%61rk2=1",
            "y=%20&x=2", "mark%3D1", "amark=1", "=mark", "%6Dark%", "policy=1", "Policy2=1", "%zz=1", "mark=word", "kid=1",
            "alg=1", "return=/docs/");

    private static final List<String> POLICIES = List.of("eyJTdGF0ZW1lbnQi-A__", "eyJTdGF0ZW1lbnQi-B__", "eyJTdGF0ZW1lbnQi~");
    /** What a careless reader finds without a grant. */
    private static final List<String> NONE = List.of("", "undefined", "null");
    /** What an ordinary grant does not have, so that CloudFront may read another one. */
    private static final List<String> SECOND = List.of("Policy=" + POLICIES.get(1), "Policy=" + POLICIES.get(0), "Policy",
            "%50olicy=" + POLICIES.get(1), "Polic%79=" + POLICIES.get(0), "Expires=1", "Expires=2", "%45xpires=1",
            "Signature=s", "Key-Pair-Id=K", "Key%2DPair%2DId=K", "Hash-Algorithm=SHA256", "Hash%2dAlgorithm=SHA256");

    private static final List<String> ACCEPT = List.of("", "*/*", "image/avif,*/*;q=0.8", "text/html,application/xhtml+xml");

    static List<MarkedRequest> random(long seed, int count) {
        Random random = new Random(seed);
        List<MarkedRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(random(random));
        }
        return requests;
    }

    private static MarkedRequest random(Random random) {
        String user = any(random, USERS);
        String path = any(random, PATHS);
        List<String> pairs = new ArrayList<>();
        List<Cookie> cookies = new ArrayList<>(List.of(new Cookie("other", "1")));
        String grant = grant(random, path, pairs, cookies);
        for (int i = random.nextInt(3); i > 0; i--) {
            pairs.add(random.nextInt(pairs.size() + 1), any(random, PAIRS));
        }
        for (int i = random.nextInt(20) == 0 ? 2 : random.nextInt(10) == 0 ? 0 : 1; i > 0; i--) {
            // mostly where the signature is
            boolean inCookie = cookies.stream().anyMatch(cookie -> cookie.name().startsWith("CloudFront-"));
            if (random.nextInt(8) == 0 != inCookie) {
                cookies.add(random.nextInt(cookies.size() + 1), new Cookie("q_cloudfront_mark", mark(random, user, grant)));
            } else {
                pairs.add(random.nextInt(pairs.size() + 1), pair(random, mark(random, user, grant)));
            }
        }
        String query = pairs.isEmpty() && random.nextInt(5) > 0 ? "" : "?" + String.join("&", pairs);
        Map<String, String> store = new TreeMap<>();
        if (random.nextInt(4) == 0) {
            store.put("all", value(random));
        }
        if (random.nextInt(3) == 0) {
            store.put("u/" + user, value(random));
        }
        return new MarkedRequest(random.nextInt(20) == 0 ? "OPTIONS" : any(random, List.of("GET", "HEAD")), path + query,
                cookies, store, any(random, ACCEPT));
    }

    /** A time, and often logins that have ended; sometimes with a mistake. */
    private static String value(Random random) {
        if (random.nextInt(3) == 0) {
            return any(random, TIMES);
        }
        StringBuilder value = new StringBuilder(random.nextInt(4) == 0 ? any(random, STARTS) : "100000");
        for (int i = random.nextInt(6) == 0 ? 39 + random.nextInt(3) : random.nextInt(4); i > 0; i--) {
            value.append('.').append(any(random, LOGINS)).append(any(random, STARTS)).append('-').append(any(random, STARTS));
        }
        return switch (random.nextInt(12)) {
            case 0 -> changed(random, value.toString());
            case 1, 2, 3 -> value + any(random, List.of(".", "-", "\n", "a", "." + any(random, LOGINS), ".abcdeftp9inz",
                    ".abcdetp9inz-tp9io0", ".abcdefTP9INZ-tp9io0", ".abcdeftp9inz-tp9io", ".abcdeftp9in-tp9io0",
                    ".abcdeftp9inz000-tp9io0", ".abcdeftp9inz-tp9io0000", "!abcdeftp9inz-tp9io0", ".abc!eftp9inz-tp9io0",
                    ".abcdeftp9inz.tp9io0"));
            case 4 -> any(random, List.of("!", ".", "\n", "a")) + value;
            default -> value.toString();
        };
    }

    private static String pair(Random random, String mark) {
        return switch (random.nextInt(20)) {
            case 0 -> any(random, List.of("mark", "mark=", "mark%"));
            case 1 -> any(random, List.of("m%61rk=", "%6Dark=", "%6dar%6B=")) + mark;
            default -> "mark=" + mark;
        };
    }

    /** Adds a grant to a request, and returns what its mark has to fit. */
    private static String grant(Random random, String path, List<String> pairs, List<Cookie> cookies) {
        String policy = any(random, POLICIES);
        boolean canned = random.nextInt(3) == 0;
        if (random.nextInt(3) == 0) {
            cookies.add(canned && random.nextBoolean() ? new Cookie("CloudFront-Expires", "1")
                    : new Cookie("CloudFront-Policy", policy));
            if (random.nextInt(6) == 0) {
                cookies.add(random.nextInt(cookies.size() + 1), any(random, List.of(new Cookie("CloudFront-Expires", "1"),
                        new Cookie("CloudFront-Policy", policy), new Cookie("CloudFront-Policy", POLICIES.get(0)),
                        new Cookie("cloudfront-policy", policy), new Cookie("Policy", policy),
                        new Cookie("CloudFront-Policy", ""))));
            }
            if (random.nextInt(12) == 0) {
                pairs.add(any(random, SECOND));
            }
            return policy;
        }
        pairs.add(canned ? "Expires=1" : "Policy=" + reencoded(random, policy));
        pairs.addAll(List.of("Signature=s-_~", "Key-Pair-Id=K1"));
        if (random.nextBoolean()) {
            pairs.add("Hash-Algorithm=SHA256");
        }
        if (random.nextInt(6) == 0) {
            pairs.add(random.nextInt(pairs.size() + 1), any(random, SECOND));
        } else if (random.nextInt(12) == 0) {
            pairs.remove(random.nextInt(pairs.size()));
        }
        if (random.nextInt(6) == 0) {
            cookies.add(new Cookie("CloudFront-Policy", any(random, POLICIES)));
        }
        return canned ? path : policy;
    }

    static String reencoded(Random random, String text) {
        return switch (random.nextInt(8)) {
            case 0 -> text.replace("_", "%5F").replace("~", "%7E");
            case 1 -> text.replace("e", "%65").replace("-", "%2d");
            case 2 -> text + any(random, List.of("%", "%7", "%zz", "%FF", "+", "%00", "="));
            default -> text;
        };
    }

    private static String mark(Random random, String user, String own) {
        byte[] secret = any(random, List.of(TestMark.SECRET, TestMark.SECRET, TestMark.PREVIOUS));
        String start = any(random, STARTS) + (random.nextInt(3) == 0 ? "" : "-" + any(random, LOGINS));
        String grant = random.nextInt(8) == 0 ? any(random, any(random, List.of(POLICIES, PATHS, NONE))) : own;
        String mark = TestMark.of(secret, user, start, grant);
        return switch (random.nextInt(28)) {
            case 0 -> TestMark.of(TestMark.OTHER, user, start, grant);
            case 1 -> mark + any(random, List.of("A", ".", "=", "%0A", " "));
            case 2 -> any(random, List.of("A", ".", "%0A", "u")) + mark;
            // genuine, but of another length
            case 3 -> TestMark.of(secret, user.substring(1), start, grant);
            case 4 -> TestMark.of(secret, user + "1", start, grant);
            case 5 -> TestMark.of(secret, user, start.substring(2), grant);
            case 6 -> TestMark.of(secret, user, "000" + start, grant);
            case 7 -> TestMark.of(secret, user, start.toUpperCase(Locale.ROOT), grant);
            case 8 -> mark.substring(0, mark.length() - 1);
            case 9 -> changed(random, mark);
            case 10 -> mark.replaceFirst("\\.", any(random, List.of("", "-", "%2E", "..")));
            case 11 -> TestMark.of(secret, any(random, USERS), start, grant).substring(0, 16) + mark.substring(16);
            case 12 -> mark.substring(0, 17) + any(random, STARTS) + mark.substring(17 + start.length());
            case 13 -> mark.substring(0, mark.length() - 23) + "-" + mark.substring(mark.length() - 22);
            case 14, 15 -> TestMark.withoutGrant(any(random, List.of(secret, TestMark.OTHER)), user, start);
            case 16 -> TestMark.of(secret, user,
                    start + any(random, List.of("-abcde", "-abcdefg", "-", "a", "-ab.def", ".abcdef")), grant);
            default -> mark;
        };
    }

    private static String changed(Random random, String mark) {
        int index = random.nextInt(mark.length());
        return mark.substring(0, index) + any(random, List.of("A", "z", "_", ".")) + mark.substring(index + 1);
    }

    static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    Optional<String> revocation(String key) {
        String value = store.get(key);
        if (UNREADABLE.equals(value)) {
            throw new IllegalStateException("no connection");
        }
        return Optional.ofNullable(value);
    }

    String json() {
        return JsonObject.of("method", method, "target", target, "cookies",
                cookies.stream().map(cookie -> JsonObject.of("name", cookie.name(), "value", cookie.value())).toList(), "store",
                store, "accept", accept).encode();
    }
}
