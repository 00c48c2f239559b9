package io.quarkiverse.cloudfront.edge.function;

import static io.quarkiverse.cloudfront.edge.function.MarkedRequest.any;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;

/**
 * A request with one grant, and with a mark of any user for any grant.
 *
 * @param belongs whether the mark was made for this grant, is genuine and not revoked, and the request is unambiguous
 */
record GrantPair(MarkedRequest request, boolean belongs) {

    private static final String ALICE = "alice_1234567890";
    private static final List<String> USERS = List.of(ALICE, ALICE, "Bob-567890123456", "anonymous_______");
    private static final String REVOKED_BEFORE = "tp9io1";
    private static final List<String> EARLIER = List.of("tp9inz", "tp9io0", "00tp9io0");
    private static final List<String> LATER = List.of("tp9io1", "tp9io2", "1000000");
    private static final List<String> FILES = List.of("/a.mp4", "/b.mp4", "/docs/a", "/%61.mp4");

    private enum Kind {
        CUSTOM_URL,
        CANNED_URL,
        COOKIES
    }

    static List<GrantPair> random(long seed, int count) {
        Random random = new Random(seed);
        List<GrantPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(random(random));
        }
        return pairs;
    }

    private static GrantPair random(Random random) {
        Kind kind = any(random, List.of(Kind.values()));
        String file = any(random, FILES);
        String policy = policy(random);
        String own = kind == Kind.CANNED_URL ? file : policy;
        // that of another file, tenant, or expiry, unless it happens to be the same
        String grant = random.nextBoolean() ? own : random.nextInt(3) == 0 ? any(random, FILES) : policy(random);
        String user = any(random, USERS);
        boolean later = random.nextBoolean();
        String start = any(random, later ? LATER : EARLIER);
        byte[] secret = any(random, List.of(TestMark.SECRET, TestMark.SECRET, TestMark.PREVIOUS, TestMark.OTHER));
        boolean bound = random.nextInt(8) > 0;
        String mark = bound ? TestMark.of(secret, user, start, grant) : TestMark.withoutGrant(secret, user, start);
        boolean revoked = random.nextBoolean();

        List<String> query = new ArrayList<>(random.nextBoolean() ? List.of("x=1") : List.of());
        List<Cookie> cookies = new ArrayList<>();
        switch (kind) {
            case CUSTOM_URL -> query.addAll(List.of("Policy=" + spelled(random, policy), "Signature=s", "Key-Pair-Id=K1"));
            case CANNED_URL -> query.addAll(List.of("Expires=1796000000", "Signature=s", "Key-Pair-Id=K1"));
            case COOKIES -> cookies.addAll(List.of(new Cookie("CloudFront-Policy", policy),
                    new Cookie("CloudFront-Signature", "s"), new Cookie("CloudFront-Key-Pair-Id", "K1")));
        }
        boolean ambiguous = random.nextInt(3) == 0;
        boolean markInQuery = kind != Kind.COOKIES != (random.nextInt(5) == 0);
        if (markInQuery) {
            query.add(random.nextInt(query.size() + 1), "mark=" + mark);
        } else {
            cookies.add(random.nextInt(cookies.size() + 1), new Cookie("q_cloudfront_mark", mark));
        }
        if (kind != Kind.COOKIES && random.nextBoolean()) {
            // CloudFront does not read them
            cookies.addAll(List.of(new Cookie("CloudFront-Policy", grant), new Cookie("CloudFront-Signature", "s")));
        }
        if (ambiguous) {
            makeAmbiguous(random, kind, grant, mark, query, cookies);
        }
        MarkedRequest request = new MarkedRequest("GET", file + (query.isEmpty() ? "" : "?" + String.join("&", query)), cookies,
                revoked ? Map.of("u/" + ALICE, REVOKED_BEFORE) : Map.of(), "");
        return new GrantPair(request,
                !ambiguous && markInQuery == (kind != Kind.COOKIES) && own.equals(grant) && bound && secret != TestMark.OTHER
                        && !(revoked && user.equals(ALICE) && !later));
    }

    /** The grant of the mark is where a careless reader finds it. */
    private static void makeAmbiguous(Random random, Kind kind, String grant, String mark, List<String> query,
            List<Cookie> cookies) {
        List<String> parameters = new ArrayList<>(List.of("%50olicy=" + grant, "Polic%79=" + grant, "%53ignature=s"));
        if (kind != Kind.COOKIES && query.stream().anyMatch(pair -> pair.startsWith("mark="))) {
            parameters.addAll(List.of("mark=" + mark, "m%61rk=" + mark, "mark"));
        }
        if (kind == Kind.COOKIES) {
            if (random.nextBoolean()) {
                cookies.add(random.nextInt(cookies.size() + 1), any(random, List.of(new Cookie("CloudFront-Policy", grant),
                        new Cookie("CloudFront-Expires", "1796000000"))));
                return;
            }
            parameters.addAll(List.of("Hash-Algorithm=SHA256", "Key-Pair-Id=K1", "Expires=1796000000", "Policy=" + grant));
        } else {
            parameters.addAll(List.of("Policy=" + grant, "Expires=1796000000"));
        }
        query.add(random.nextInt(query.size() + 1), any(random, parameters));
    }

    private static String policy(Random random) {
        String json = "{\"Statement\":[{\"Resource\":\"https://%s.example.com/%s\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%d}}}]}"
                .formatted(any(random, List.of("acme", "globex")), any(random, List.of("*", "a.mp4*", "docs/?")),
                        1796000000 + random.nextInt(3));
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)).replace('+', '-').replace('=', '_')
                .replace('/', '~');
    }

    /** As players spell it: some encode more than they have to. */
    private static String spelled(Random random, String policy) {
        return random.nextInt(3) > 0 ? policy
                : policy.replace("_", "%5F").replace("~", "%7e").replace("b", any(random, List.of("b", "%62")));
    }
}
