package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * The signer and the edge share no code, and agree on which URLs a policy covers. URLs that the guard accepts do not grant
 * other files, even if a viewer replays a canned policy as a custom one.
 */
class EdgeCoverageTest {

    /** In each round. */
    private static final int POLICIES = 5;
    private static final int URLS_OF_EACH = 10;
    private static final int HOSTILE_URLS = 500;
    private static final Instant END = Instant.ofEpochSecond(1767290400);

    /** Only a few different ones, so that patterns and URLs often match. */
    private static final String[] PATTERN = { "a", "b", "/", "*", "?", "*", "?", "=", "a/b", "**" };
    private static final String[] URL = { "a", "b", "/", "?", "=", "a/b", "?a", "&" };
    private static final String[] PATTERN_HOSTS = { "https://h.example", "https://*.example", "*://h.example", "*://*",
            "HTTPS://H.Example", "https://h.*", "https://h.example:*" };
    private static final String[] URL_HOSTS = { "https://h.example", "https://h.example", "https://h.example",
            "http://h.example", "https://i.example", "https://h.example:8443" };

    private static final String[] HOSTILE = { "/", "/", "?", "&", "=", "=", ".", "..", "%2e", "%2E", "%252e", "%2f", "%252F",
            "%5c", ";", "%3b", "\\", "*", "%2A", "#", "%", "'", "@", ":", "//", "a", "b", "bob", "private.jpg", "a=1", "Policy",
            "Expires=1", "https://", "good.example.com", "evil.example", "\uff0e", "\uff12", "\n", "\"", "2f", "3b", "2e" };

    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    private final UrlGuard guard = new UrlGuard(URI.create("https://good.example.com"), Set.of());

    @Test
    void coverage_ofGeneratedPolicies_equalsThatOfTheEdge() {
        var pair = TestKeys.p256();
        LocalKey key = TestKeys.load(pair.getPrivate(), HashAlgorithm.SHA256);
        KeyGroup group = KeyGroup.of("trusted", TestKeys.KEY_PAIR_ID, pair.getPublic());
        AtomicInteger covered = new AtomicInteger();
        Rounds.each(random -> {
            for (int i = 0; i < POLICIES; i++) {
                Policy policy = Policy.custom(pick(random, PATTERN_HOSTS) + "/" + text(random, PATTERN, 7), END);
                ResourceMatcher coverage = new ResourceMatcher(policy.resource());
                byte[] signature = key.signNow(policy.json().getBytes(StandardCharsets.UTF_8));
                String parameters = new ParameterWriter().parameters(policy, key, signature);
                for (int j = 0; j < URLS_OF_EACH; j++) {
                    String url = pick(random, URL_HOSTS) + "/" + text(random, URL, 5);
                    boolean letIn = isLetIn(url + (url.indexOf('?') < 0 ? "?" : "&") + parameters, group);

                    assertThat(coverage.covers(url)).as("%s of %s", url, policy.resource()).isEqualTo(letIn);
                    covered.addAndGet(letIn ? 1 : 0);
                }
            }
        });
        // otherwise, the pairs would not prove anything
        assertThat(covered).hasPositiveValue();
    }

    private static boolean isLetIn(String url, KeyGroup group) {
        int host = url.indexOf("://") + 3;
        int path = url.indexOf('/', host);
        return new Verifier(Clock.fixed(END.minusSeconds(1), ZoneOffset.UTC)).verify(new ViewerRequest(
                url.substring(0, host - 3), url.substring(host, path), url.substring(path), List.of(), "203.0.113.7"),
                group) instanceof Verdict.Allowed;
    }

    @Test
    void hostileUrl_neverGrantsAnotherFile() {
        AtomicInteger passed = new AtomicInteger();
        Rounds.each(random -> {
            for (int i = 0; i < HOSTILE_URLS; i++) {
                String hostile = (random.nextInt(4) == 0 ? "https://good.example.com/" : "/") + text(random, HOSTILE, 9);
                try {
                    assertGrantsNoOtherFile(guard.url(hostile));
                    passed.incrementAndGet();
                } catch (CloudFrontSignerException e) {
                    assertThat(e).message().as(hostile).matches("[ -~]+");
                }
            }
        });
        assertThat(passed).hasPositiveValue();
    }

    /**
     * Also with any character in place of the question mark, which is a wildcard if the policy is replayed as a custom one.
     */
    private static void assertGrantsNoOtherFile(String url) {
        assertThat(url).startsWith("https://good.example.com/").matches("[!-~]+").doesNotContainPattern("[*#\"\\\\]");
        String target = url.substring("https://good.example.com".length());
        int query = target.indexOf('?');
        if (query < 0) {
            assertHasNoDotSegment(target, url);
            return;
        }
        for (char wildcard : new char[] { '/', ';', '%', 'a', '.' }) {
            String path = target.substring(0, query) + wildcard + target.substring(query + 1);
            assertThat(path).as(url).doesNotContain("?");
            assertHasNoDotSegment(path, url);
        }
        // only files whose name, or whose directory's name, contains a parameter's name and an equals sign
        assertThat(decoded(target.substring(query + 1))).as(url).matches("(?s)[^/\\\\;]+=.*");
    }

    private static void assertHasNoDotSegment(String path, String url) {
        for (String segment : decoded(path).split("[/\\\\]", -1)) {
            assertThat(segment.replaceFirst("(?s);.*", "")).as(url).isNotIn(".", "..");
        }
    }

    /** Decodes repeatedly, as the most careless origin does. */
    private static String decoded(String text) {
        String decoded = ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(
                Character.toString(Integer.parseInt(escape.group().substring(1), 16))));
        return decoded.equals(text) ? text : decoded(decoded);
    }

    private static String text(Random random, String[] pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            text.append(pick(random, pieces));
        }
        return text.toString();
    }

    private static String pick(Random random, String[] choice) {
        return choice[random.nextInt(choice.length)];
    }
}
