package io.quarkiverse.cloudfront.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;

/**
 * Paths with an ID from a viewer, signed with their own lifetime, do not open another path. The edge, which shares no code with
 * the signer, verifies each signature, also as that of a custom policy, in a URL and in cookies.
 */
class SignedPathTest {

    private static final String SITE = "https://media.example.com";
    private static final int IDS_OF_A_ROUND = 50;
    private static final int REPLAYS = 5;

    private static final String[] BEFORE = { "/", "/invoices/", "/a/b/", "/export?id=", "/export?", "/a;v=1/", SITE + "/",
            SITE + "/invoices/" };
    private static final String[] AFTER = { "", ".pdf", "/a.pdf", "?v=1", "&v=1", "/" };
    private static final String[] PIECES = { "?", "*", "%3F", "%3f", "%2A", "%253F", "..%2F..", "../", "%2e%2e", "%252e%252e",
            "\"", "\\", "\u0000", "\n", "%00", "%0A", "#", "%23", "&", "=", "x=1", "?x=1", "?x=", "Policy=e30_", "Expires=1",
            "Signature", "&Key-Pair-Id=K1", "mark=1", "%22%7D", "\"}]}", ";", "%3B", "@", ":", "//", "/", "%2F", "%5C", "%",
            "%25", "+", "é", "%C3%A9", "\uFF0A", "\uFF1F", "7", "8", "a", "bob", "private", ".", ".pdf", "-", "_", "~" };
    /** What viewers would like to open. */
    private static final List<String> OTHERS = List.of("/", "/7.pdf", "/invoices/7.pdf", "/invoices/8.pdf", "/invoices/8",
            "/invoices/private.pdf", "/invoices/bob/7.pdf", "/invoices/", "/a/b/8.pdf", "/export", "/export?id=8",
            "/index.html", "/invoices/7.pdf?v=1");

    private static final KeyPair PAIR = NewKey.rsaPair();
    private static final KeyGroup TRUSTED = KeyGroup.of("trusted", "K1", PAIR.getPublic());
    private static final Clock NOW = Clock.fixed(Instant.now(), ZoneOffset.UTC);

    private static final AtomicInteger SIGNED = new AtomicInteger();

    private final CloudFrontSigner signer = SignerBuilder.of(SITE).keyPairId("K1").privateKey(NewKey.pem(PAIR.getPrivate()))
            .build();
    private final Verifier edge = new Verifier(NOW);

    @Test
    void hostileId_opensNoOtherPath() {
        Rounds.eachOfFew(random -> {
            for (int i = 0; i < IDS_OF_A_ROUND; i++) {
                String path = pick(random, BEFORE) + id(random) + pick(random, AFTER);
                try {
                    assertOpensItselfOnly(random, path, sign(random, path, Duration.ofSeconds(60 + random.nextInt(10_000))));
                    SIGNED.incrementAndGet();
                } catch (CloudFrontSignerException e) {
                    assertThat(e.reason()).as(path).isEqualTo(Reason.URL_NOT_SIGNABLE);
                }
            }
        });
        assertThat(SIGNED).as("signed paths, without which the test would not show anything").hasPositiveValue();
    }

    private String sign(Random random, String path, Duration lifetime) {
        return switch (random.nextInt(4)) {
            case 0 -> signer.signAsync(path, lifetime).await().indefinitely();
            case 1 -> isUri(path) ? signer.sign(URI.create(path), lifetime).toString() : signer.sign(path, lifetime);
            case 2 -> isUri(path) ? signer.signAsync(URI.create(path), lifetime).await().indefinitely().toString()
                    : signer.sign(path, lifetime);
            default -> signer.sign(path, lifetime);
        };
    }

    private static boolean isUri(String text) {
        try {
            URI.create(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void assertOpensItselfOnly(Random random, String path, String signed) {
        String url = path.startsWith("/") ? SITE + path : path;
        String target = url.substring(SITE.length());
        assertThat(signed).startsWith(url + (url.indexOf('?') < 0 ? "?" : "&") + "Expires=");
        String parameters = signed.substring(url.length() + 1);
        String custom = asCustomPolicy(url, parameters);

        assertThat(isOpen(inUrl(target, parameters))).as(signed).isTrue();
        assertThat(isOpen(inUrl(target, custom)) && isOpen(inCookies(target, custom)))
                .as("the same signature as a custom policy's: %s", signed).isTrue();
        List<String> others = new ArrayList<>(others(target));
        Collections.shuffle(others, random);
        for (String other : others.subList(0, REPLAYS)) {
            assertThat(isOpen(random.nextBoolean() ? inUrl(other, custom) : inCookies(other, custom)))
                    .as("%s as a custom policy opens %s", signed, other).isFalse();
        }
        // the edge looks for the cause of a wrong signature, which takes long
        if (random.nextInt(100) == 0) {
            assertThat(isOpen(inUrl(others.get(0), parameters))).as("%s opens %s", signed, others.get(0)).isFalse();
        }
    }

    private static String asCustomPolicy(String url, String parameters) {
        long expires = Long.parseLong(parameters.substring("Expires=".length(), parameters.indexOf('&')));
        String json = "{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expires + "}}}]}";
        String policy = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)).replace('+', '-')
                .replace('=', '_').replace('/', '~');
        return "Policy=" + policy + parameters.substring(parameters.indexOf('&'));
    }

    /**
     * Also those that differ from the path where it has a question mark, except for files whose name, or whose directory's
     * name, contains the name of a parameter and an equals sign. <em>Security model</em> describes that risk.
     */
    private static Set<String> others(String target) {
        Set<String> others = new TreeSet<>(OTHERS);
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        others.add(path);
        others.add(path + "?v=2");
        others.add(path + "/7.pdf");
        others.add(path.substring(0, path.lastIndexOf('/') + 1) + "8.pdf");
        others.add(path + "8");
        for (char wildcard : new char[] { '/', '7', 'a', '.', ';', '%' }) {
            others.add(target.replace('?', wildcard));
            others.add(path + wildcard + "7.pdf");
        }
        others.remove(target);
        others.removeIf(other -> query >= 0 && other.indexOf('?') < 0 && other.indexOf('=', query) >= 0);
        return others;
    }

    private static ViewerRequest inUrl(String target, String parameters) {
        return request(target + (target.indexOf('?') < 0 ? "?" : "&") + parameters, List.of());
    }

    private static ViewerRequest inCookies(String target, String parameters) {
        List<ViewerRequest.Cookie> cookies = new ArrayList<>();
        for (String parameter : parameters.split("&")) {
            String[] pair = parameter.split("=", 2);
            cookies.add(new ViewerRequest.Cookie("CloudFront-" + pair[0], pair[1]));
        }
        return request(target, cookies);
    }

    private static ViewerRequest request(String target, List<ViewerRequest.Cookie> cookies) {
        return new ViewerRequest("https", "media.example.com", target, cookies, "203.0.113.7");
    }

    private boolean isOpen(ViewerRequest request) {
        return edge.verify(request, TRUSTED) instanceof Verdict.Allowed;
    }

    /** As it is, or percent-encoded, as the guide recommends. */
    private static String id(Random random) {
        StringBuilder id = new StringBuilder();
        for (int pieces = random.nextInt(5); pieces >= 0; pieces--) {
            id.append(random.nextInt(12) == 0 ? NameOfAttacker.random(random) : pick(random, PIECES));
        }
        return random.nextBoolean() ? id.toString() : URLEncoder.encode(id.toString(), StandardCharsets.UTF_8);
    }

    private static String pick(Random random, String[] choice) {
        return choice[random.nextInt(choice.length)];
    }
}
