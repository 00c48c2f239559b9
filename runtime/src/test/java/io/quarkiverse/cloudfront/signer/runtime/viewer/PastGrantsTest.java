package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.past.FunctionRun;
import io.quarkiverse.cloudfront.signer.fixtures.past.FunctionRun.Request;
import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.Recipient;
import io.quarkiverse.cloudfront.signer.runtime.signature.RecipientSigner;

/**
 * Writes URLs, cookies, receipts, and marks of this version, and clears the cookies of earlier versions. The local edge reads
 * the others.
 */
class PastGrantsTest {

    private static final Instant NOW = PastSet.current().writtenAt();
    private static final String ISSUER = "https://id.example.com/realms/media";
    private static final CookieOwner ALICE = new CookieOwner("media", "alice");
    private static final CookieOwner BOB = new CookieOwner("media", "bob");

    private static final KeyPair P256 = NewKey.p256Pair();
    private static final KeyPair RSA = NewKey.rsaPair();

    /** The properties of signers whose grants expire in the next century. */
    private static final Map<String, List<String>> KEYS = new TreeMap<>(Map.of(
            "p256", List.of("key-pair-id=KP256", "private-key=" + NewKey.pem(P256.getPrivate()), "expires-in=36500d"),
            "rsa-sha256", List.of("key-pair-id=KRSA", "private-key=" + NewKey.pem(RSA.getPrivate()), "expires-in=36500d"),
            "rsa-sha1", List.of("key-pair-id=KRSA", "private-key=" + NewKey.pem(RSA.getPrivate()), "expires-in=36500d",
                    "hash-algorithm=SHA1")));

    private static final Map<String, List<String>> ATTRIBUTES = new TreeMap<>(Map.of("default", List.of(),
            "domain", List.of("cookies.domain=example.com"), "path", List.of("cookies.path=/albums"),
            "strict", List.of("cookies.same-site=STRICT"), "none", List.of("cookies.same-site=NONE"),
            "http", List.of("cookies.secure=false"), "script", List.of("cookies.http-only=false")));

    @TempDir
    private Path directory;

    static List<PastSet> sets() {
        return PastSet.all();
    }

    private static CloudFrontSigner signer(String key, List<String> more) {
        return TestSigners.signer(() -> NOW, Stream.concat(KEYS.get(key).stream(), more.stream()).toArray(String[]::new))
                .forApplication();
    }

    @Test
    void urls_areRecorded() {
        Map<String, String> urls = new TreeMap<>();
        KEYS.keySet().forEach(key -> {
            CloudFrontSigner signer = signer(key, List.of());
            urls.put(key + "-canned", signer.sign("/albums/7/summit.jpg"));
            urls.put(key + "-canned-query", signer.sign("/albums/7/summit.jpg?size=large&v=2"));
            urls.put(key + "-encoded", signer.sign("/albums/%C3%9Cbung%201.jpg"));
            urls.put(key + "-download", signer.sign(Download.attachment("Übung 1.pdf").of("/docs/1.pdf")));
            Policy.Builder wildcard = signer.policy("/albums/*");
            urls.put(key + "-custom", signer.sign(wildcard.build()).url("/albums/7/summit.jpg?size=large"));
            urls.put(key + "-address", signer.sign(signer.policy("/albums/*").ipAddress("203.0.113.0/24").build())
                    .url("/albums/7/summit.jpg"));
            urls.put(key + "-not-before", signer.sign(signer.policy("/albums/*").notBefore(NOW.minusSeconds(60)).build())
                    .url("/albums/7/summit.jpg"));
            urls.put(key + "-playlist", signer.sign(signer.policy("/videos/7/*").build()).playlistUrl("/videos/7/all.m3u8"));
            urls.put(key + "-tenant", signer(key, List.of("url=https://{claim.tenant}.media.example.com")).forTenant("acme")
                    .sign("/albums/7/summit.jpg"));
        });

        PastSet.record("KP256.pem", pem(P256.getPublic()));
        PastSet.record("KRSA.pem", pem(RSA.getPublic()));
        PastSet.record("urls.properties", urls);
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    @Test
    void cookiesAndReceipts_areRecorded() {
        Map<String, SignedPolicy> grants = new LinkedHashMap<>();
        KEYS.keySet().forEach(key -> {
            CloudFrontSigner signer = signer(key, List.of());
            grants.put(key + "-custom", signer.sign(signer.policy("/albums/*").build()));
            grants.put(key + "-canned", signer.sign(Policy.canned("https://media.example.com/albums/7/summit.jpg",
                    NOW.plusSeconds(3_000_000_000L))));
        });
        ATTRIBUTES.forEach((name, properties) -> {
            CloudFrontSigner signer = signer("p256", properties);
            grants.put("attributes-" + name, signer.sign(signer.policy("/albums/*").build()));
        });
        MarkedUser alice = new MarkedUser(ISSUER, "alice", NOW.minusSeconds(3600));
        ConfiguredSigner marking = marking(secret(PastSet.current(), "mark-secret"), alice);
        grants.put("marked", forCookies(marking, alice, "/albums/*"));

        Map<String, String> headers = new TreeMap<>();
        Map<String, String> receipts = new TreeMap<>();
        grants.forEach((name, signed) -> {
            SignedCookies cookies = signed.cookies();
            cookies.cookies().forEach(cookie -> headers.put(name + "/" + cookie.name(), cookie.setCookieHeader()));
            Exchange exchange = new Exchange();
            exchange.viewer().grants().grant(cookies, signed.expiresAt(), ALICE);
            receipts.put(name, exchange.respond(200).setCookies().stream().filter(header -> header.startsWith("q_cloudfront_")
                    && !header.startsWith(MarkSource.COOKIE + "=")).findFirst().orElseThrow());
        });

        PastSet.record("cookies.properties", headers);
        PastSet.record("receipts.properties", receipts);
    }

    /** The logout of a user who received the cookies from an earlier version. */
    @ParameterizedTest
    @MethodSource("sets")
    void cookiesThatAnEarlierReceiptNames_areCleared(PastSet set) {
        Map<String, String> cookies = set.entries("cookies.properties");
        set.entries("receipts.properties").forEach((name, receipt) -> {
            Exchange logout = request(receipt);
            logout.viewer().grants().clear();

            Set<String> cleared = logout.respond(200).setCookies().stream().filter(header -> header.contains("Max-Age=0"))
                    .map(PastGrantsTest::place).collect(Collectors.toSet());

            assertThat(cleared).as(name).contains(place(receipt)).containsAll(cookies.entrySet().stream()
                    .filter(cookie -> cookie.getKey().startsWith(name + "/")).map(cookie -> place(cookie.getValue())).toList());
        });
    }

    /** The next user of the browser does not keep them; their own user does. */
    @ParameterizedTest
    @MethodSource("sets")
    void earlierReceipt_namesItsUser(PastSet set) {
        set.entries("receipts.properties").forEach((name, receipt) -> {
            Exchange own = request(receipt);
            own.viewer().grants().clearOthers(ALICE);
            Exchange other = request(receipt);
            other.viewer().grants().clearOthers(BOB);

            assertThat(own.respond(200).setCookies()).as(name).isEmpty();
            assertThat(other.respond(200).setCookies()).as(name).anyMatch(header -> header.startsWith("CloudFront-Policy=;"));
        });
    }

    private static Exchange request(String receipt) {
        int equals = receipt.indexOf('=');
        return new Exchange().cookie(receipt.substring(0, equals), receipt.substring(equals + 1, receipt.indexOf(';')));
    }

    /** The name, domain, and path, by which browsers tell cookies apart. */
    private static String place(String header) {
        return header.substring(0, header.indexOf('=')) + attribute(header, "Domain") + attribute(header, "Path");
    }

    private static String attribute(String header, String name) {
        return Stream.of(header.split("; ")).filter(part -> part.startsWith(name + "=")).findFirst().orElse("");
    }

    @Test
    void marks_areRecorded() {
        PastSet.record("marked.properties", marked(PastSet.current(), secret -> secret));
    }

    private static Map<String, String> marked(PastSet set, UnaryOperator<MarkSecret> form) {
        // before the revocations of the set
        Instant morning = set.writtenAt().minusSeconds(3600);
        Map<String, String> marked = new TreeMap<>();
        MarkedUser user = new MarkedUser(ISSUER, "alice", morning);
        ConfiguredSigner alice = marking(form.apply(secret(set, "mark-secret")), user);
        marked.put("url-canned", alice.forApplication().sign("/albums/7/summit.jpg"));
        marked.put("url-canned-query", alice.forApplication().sign("/albums/7/summit.jpg?size=large"));
        CloudFrontSigner ofAlice = alice.forApplication();
        SignedPolicy custom = ofAlice.sign(ofAlice.policy("/albums/*").build());
        marked.put("url-custom", custom.url("/albums/7/summit.jpg"));
        SignedPolicy videos = ofAlice.sign(ofAlice.policy("/videos/7/*").build());
        marked.put("url-playlist", videos.playlistUrl("/videos/7/all.m3u8"));
        marked.put("cookies", "http://media.example.com/albums/7/summit.jpg " + header(forCookies(alice, user, "/albums/*")));
        marked.put("previous-secret",
                marking(form.apply(secret(set, "previous-mark-secret")), new MarkedUser(ISSUER, "alice", morning))
                        .forApplication()
                        .sign("/albums/7/summit.jpg"));
        marked.put("anonymous", marking(form.apply(secret(set, "mark-secret")), MarkedUser.ANONYMOUS).forApplication()
                .sign("/albums/7/summit.jpg"));
        marked.put("without-login-time",
                marking(form.apply(secret(set, "mark-secret")), new MarkedUser("", "alice", null)).forApplication()
                        .sign("/albums/7/summit.jpg"));
        marked.put("unmarked", signer("p256", List.of("url=http://media.example.com")).sign("/albums/7/summit.jpg"));
        marked.put("foreign-secret",
                marking(form.apply(new MarkSecret(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
                        17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32 })),
                        new MarkedUser(ISSUER, "alice", morning)).forApplication().sign("/albums/7/summit.jpg"));
        marked.put("revoked",
                marking(form.apply(secret(set, "mark-secret")), new MarkedUser(ISSUER, "mallory", morning)).forApplication()
                        .sign("/albums/7/summit.jpg"));
        marked.put("revoked-all",
                marking(form.apply(secret(set, "mark-secret")), new MarkedUser(ISSUER, "alice", morning.minusSeconds(172_800)))
                        .forApplication().sign("/albums/7/summit.jpg"));
        return marked;
    }

    private static MarkSecret secret(PastSet set, String name) {
        return new MarkSecret(set.decoded(name));
    }

    private static ConfiguredSigner marking(MarkSecret secret, MarkedUser user) {
        List<String> properties = new ArrayList<>(KEYS.get("p256"));
        properties.add("url=http://media.example.com");
        return TestSigners.marking(() -> NOW, Stub.of(MarkSource.class, Map.of("secret", none -> secret, "user", none -> user)),
                properties.toArray(String[]::new));
    }

    private static SignedPolicy forCookies(ConfiguredSigner signer, MarkedUser user, String resource) {
        RecipientSigner toUser = signer.to(Recipient.ANYONE.markedWith(user));
        return toUser.sign(toUser.policy(resource).build(), Delivery.COOKIES).now();
    }

    private static String header(SignedPolicy signed) {
        return signed.cookies().cookies().stream().map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
    }

    /** The application is newer than the function, which somebody has to deploy. */
    @ParameterizedTest
    @MethodSource("sets")
    @NeedsProgram(Program.NJS)
    void earlierFunction_checksMarksOfThisVersion(PastSet set) throws Exception {
        check(set, "later-marks", marked(set, MarkSecret::unbound));
        check(set, "later-bound-marks", marked(set, secret -> secret));
    }

    private void check(PastSet set, String file, Map<String, String> marked) throws Exception {
        List<String> answers = new FunctionRun(directory, set.text("function-marks.js"), set.entries("store.properties"))
                .answers(marked.values().stream().map(Request::of).toList());

        int i = 0;
        for (String name : marked.keySet()) {
            boolean served = set.expected(file, name).equals(PastSet.ACCEPTED);
            assertThat(answers.get(i++)).as("%s, %s", file, name).matches(served ? "/.*" : "403");
        }
    }
}
