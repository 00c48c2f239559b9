package io.quarkiverse.cloudfront.edge.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import io.vertx.core.json.JsonObject;

/**
 * A request with or without a mark, and the store of revocations at that moment.
 *
 * @param cookies the values of the mark's cookie
 * @param accept the header; empty without one
 */
record MarkedRequest(String method, String target, List<String> cookies, Map<String, String> store, String accept) {

    private static final String UNREADABLE = "UNREADABLE";

    private static final List<String> USERS = List.of("alice_1234567890", "Bob-567890123456", "________________",
            "carol12345678901");
    private static final List<String> STARTS = List.of("tp9inz", "tp9io0", "tp9io1", "zzzzzz", "1000000", "0tp9io0",
            "00tp9io0");
    /** Also those that only a careless check accepts. */
    private static final List<String> TIMES = List.of("tp9inz", "tp9io0", "tp9io1", "zzzzzz", "1000000", "00tp9io1", "tp9io",
            "000000000", "0tp9inz0000", "TP9INZ", "!tp9inz", "tp9inz!", "tp9inz\n", "", "0", "-1", UNREADABLE);
    private static final List<String> PATHS = List.of("/a.mp4", "/docs/", "/docs/a", "/docs/a.html", "/docs", "/");
    private static final List<String> PAIRS = List.of("x=1", "x", "", "=", "mark2=3", "marks", "Mark=1", "m%61rk=1",
            "y=%20&x=2",
            "mark%3D1", "amark=1", "=mark");

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
        List<String> pairs = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            pairs.add(any(random, PAIRS));
        }
        List<String> cookies = new ArrayList<>();
        for (int i = random.nextInt(20) == 0 ? 2 : random.nextInt(10) == 0 ? 0 : 1; i > 0; i--) {
            if (random.nextInt(3) == 0) {
                cookies.add(mark(random, user));
            } else {
                pairs.add(random.nextInt(pairs.size() + 1),
                        random.nextInt(20) == 0 ? any(random, List.of("mark", "mark=")) : "mark=" + mark(random, user));
            }
        }
        String query = pairs.isEmpty() && random.nextInt(5) > 0 ? "" : "?" + String.join("&", pairs);
        Map<String, String> store = new TreeMap<>();
        if (random.nextInt(4) == 0) {
            store.put("all", any(random, TIMES));
        }
        if (random.nextInt(3) == 0) {
            store.put("u/" + user, any(random, TIMES));
        }
        return new MarkedRequest(random.nextInt(20) == 0 ? "OPTIONS" : any(random, List.of("GET", "HEAD")),
                any(random, PATHS) + query, cookies, store, any(random, ACCEPT));
    }

    private static String mark(Random random, String user) {
        byte[] secret = any(random, List.of(TestMark.SECRET, TestMark.SECRET, TestMark.PREVIOUS));
        String start = any(random, STARTS);
        String mark = TestMark.of(secret, user, start);
        return switch (random.nextInt(25)) {
            case 0 -> TestMark.of(TestMark.OTHER, user, start);
            case 1 -> mark + any(random, List.of("A", ".", "=", "%0A", " "));
            case 2 -> any(random, List.of("A", ".", "%0A", "u")) + mark;
            // genuine, but of another length
            case 3 -> TestMark.of(secret, user.substring(1), start);
            case 4 -> TestMark.of(secret, user + "1", start);
            case 5 -> TestMark.of(secret, user, start.substring(2));
            case 6 -> TestMark.of(secret, user, "000" + start);
            case 7 -> TestMark.of(secret, user, start.toUpperCase(Locale.ROOT));
            case 8 -> mark.substring(0, mark.length() - 1);
            case 9 -> changed(random, mark);
            case 10 -> mark.replaceFirst("\\.", any(random, List.of("", "-", "%2E", "..")));
            case 11 -> TestMark.of(secret, any(random, USERS), start).substring(0, 16) + mark.substring(16);
            case 12 -> mark.substring(0, 17) + any(random, STARTS) + mark.substring(17 + start.length());
            case 13 -> mark.substring(0, mark.length() - 23) + "-" + mark.substring(mark.length() - 22);
            default -> mark;
        };
    }

    private static String changed(Random random, String mark) {
        int index = random.nextInt(mark.length());
        return mark.substring(0, index) + any(random, List.of("A", "z", "_", ".")) + mark.substring(index + 1);
    }

    private static <T> T any(Random random, List<T> values) {
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
        return JsonObject.of("method", method, "target", target, "cookies", cookies, "store", store, "accept", accept).encode();
    }
}
