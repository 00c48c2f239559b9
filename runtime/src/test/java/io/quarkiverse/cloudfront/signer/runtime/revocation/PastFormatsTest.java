package io.quarkiverse.cloudfront.signer.runtime.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.fixtures.FunctionRun;
import io.quarkiverse.cloudfront.signer.fixtures.FunctionRun.Request;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.Recipient;
import io.quarkiverse.cloudfront.signer.runtime.signature.RecipientSigner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Makes what outlives a version, and reads what the releases have made: this version serves their grants, clears their cookies,
 * and keeps their playlists, and the function of each of the two checks the marks of both.
 */
@NeedsProgram(Program.NJS)
class PastFormatsTest {

    /** Grants expire in the next century. */
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final String SITE = "http://media.example.com";
    private static final String FILE = "/albums/7/summit.jpg";
    private static final String ISSUER = "https://id.example.com";
    private static final CookieOwner ALICE = new CookieOwner("media", "alice");
    private static final CookieOwner BOB = new CookieOwner("media", "bob");

    /** The names of grants that are not served begin with it. */
    private static final String REFUSED = "refused-";

    private static final KeyPair EC = NewKey.p256Pair();
    private static final KeyPair RSA = NewKey.rsaPair();

    private static final Map<String, List<String>> KEYS = Map.of(
            "ec", List.of("key-pair-id=KEC", "private-key=" + NewKey.pem(EC.getPrivate())),
            "rsa", List.of("key-pair-id=KRSA", "private-key=" + NewKey.pem(RSA.getPrivate())),
            "sha1", List.of("key-pair-id=KRSA", "private-key=" + NewKey.pem(RSA.getPrivate()), "hash-algorithm=SHA1"));

    private static final Map<String, String> ATTRIBUTES = Map.of("default", "cookies.secure=true", "domain",
            "cookies.domain=example.com", "path", "cookies.path=/albums");

    private static final Map<String, String> PLAYLISTS = Map.of("static.m3u8", """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:4
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:4,
            1.m4s?v=2
            #EXT-X-ENDLIST
            """, "static.mpd", """
            <?xml version="1.0"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">
              <Period>
                <AdaptationSet mimeType="video/mp4">
                  <SegmentTemplate media="$RepresentationID$/$Number$.m4s" initialization="$RepresentationID$/init.mp4"/>
                  <Representation id="low" bandwidth="800000"/>
                </AdaptationSet>
              </Period>
            </MPD>
            """);

    @TempDir
    private Path directory;

    @Test
    void set_isMadeAndRead() throws Exception {
        PastSet own = PastSet.own(directory.resolve("set"));
        make(own);

        for (PastSet set : own.andReleases()) {
            edgeServesItsGrants(set);
            functionsCheckMarks(set);
            logoutClearsItsCookies(set);
            conversionKeepsItsPlaylists(set);
        }
    }

    private static void make(PastSet set) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        MarkSecret secret = new MarkSecret(random);
        set.record("keys.properties",
                Map.of("EC", base64(EC.getPublic().getEncoded()), "RSA", base64(RSA.getPublic().getEncoded()), "marks",
                        base64(random)));
        set.record("grants.properties", grants(secret));
        set.record("cookies.properties", cookies());
        set.record("store.properties", revocations(secret));
        set.record("function.js", function(MarkKey.of(random)));
        for (Map.Entry<String, String> playlist : PLAYLISTS.entrySet()) {
            set.record(playlist.getKey(), converted(playlist.getKey(), playlist.getValue()));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String function(MarkKey key) {
        return new ViewerRequestFunction().marks(List.of(key), false).script();
    }

    /** URLs, perhaps with a header with cookies after a space. */
    private static Map<String, String> grants(MarkSecret secret) {
        Map<String, String> grants = new TreeMap<>();
        KEYS.keySet().forEach(key -> {
            CloudFrontSigner signer = TestSigners.signer(() -> NOW, properties(key)).forApplication();
            addUrls(grants, key, signer);
        });
        MarkedUser alice = new MarkedUser(ISSUER, "alice", NOW.minusSeconds(60));
        ConfiguredSigner marking = marking(secret, alice);
        addUrls(grants, "marked", marking.forApplication());
        RecipientSigner toAlice = marking.to(Recipient.ANYONE.markedWith(alice));
        grants.put("marked-cookies", SITE + FILE + " "
                + toAlice.sign(toAlice.policy("/albums/*").build(), Delivery.COOKIES).now().cookies().cookies().stream()
                        .map(cookie -> cookie.name() + "=" + cookie.value()).collect(Collectors.joining("; ")));
        addUrls(grants, "anonymous", marking(secret, MarkedUser.ANONYMOUS).forApplication());
        addUrls(grants, REFUSED + "revoked",
                marking(secret, new MarkedUser(ISSUER, "mallory", NOW.minusSeconds(60))).forApplication());
        addUrls(grants, REFUSED + "forged", marking(new MarkSecret(new byte[32]), alice).forApplication());
        return grants;
    }

    private static void addUrls(Map<String, String> grants, String name, CloudFrontSigner signer) {
        grants.put(name + "-canned", signer.sign(FILE));
        grants.put(name + "-custom", signer.sign(signer.policy("/albums/*").build()).url(FILE));
    }

    private static String[] properties(String key, String... more) {
        return Stream.of(KEYS.get(key).stream(), Stream.of("url=" + SITE, "expires-in=36500d"), Stream.of(more))
                .flatMap(all -> all).toArray(String[]::new);
    }

    private static ConfiguredSigner marking(MarkSecret secret, MarkedUser user) {
        return TestSigners.marking(() -> NOW,
                Stub.of(MarkSource.class, Map.of("secret", none -> secret, "user", none -> user)), properties("ec"));
    }

    private static Map<String, String> revocations(MarkSecret secret) {
        Map<String, String> store = new HashMap<>();
        new Revocations(new MarkSecrets(secret, List.of(secret)), entries -> {
            store.putAll(entries);
            return Uni.createFrom().voidItem();
        }, Clock.fixed(NOW, ZoneOffset.UTC)).revoke(ISSUER, "mallory").await().indefinitely();
        return store;
    }

    /** Each {@code Set-Cookie} header of a grant, also that of the receipt. */
    private static Map<String, String> cookies() {
        Map<String, String> headers = new TreeMap<>();
        ATTRIBUTES.forEach((name, attribute) -> {
            CloudFrontSigner signer = TestSigners.signer(() -> NOW, properties("ec", attribute)).forApplication();
            SignedPolicy signed = signer.sign(signer.policy("/albums/*").build());
            Exchange exchange = new Exchange();
            exchange.viewer().grants().grant(signed.cookies(), signed.expiresAt(), ALICE);
            exchange.respond(200).setCookies()
                    .forEach(header -> headers.put(name + "/" + header.substring(0, header.indexOf('=')), header));
        });
        return headers;
    }

    private void edgeServesItsGrants(PastSet set) throws Exception {
        Path file = directory.resolve("files" + FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "summit");
        Map<String, String> keys = set.entries("keys.properties");
        Map<String, String> store = set.entries("store.properties");
        MarkCheck marks = new MarkCheck(List.of(markKey(set)), false, key -> Optional.ofNullable(store.get(key)));
        Vertx vertx = Vertx.vertx();
        Edge edge = await(Edge.start(vertx, Distribution.builder(Origin.directory(directory.resolve("files"))).marks(marks)
                .defaultBehavior(CacheBehavior.restricted("*", new KeyGroup("past",
                        Map.of("KEC", publicKey("EC", keys), "KRSA", publicKey("RSA", keys)))))
                .build(), EdgeOptions.defaults().withClock(Clock.fixed(NOW, ZoneOffset.UTC))));

        set.entries("grants.properties").forEach((name, grant) -> assertThat(Request.of(grant).statusAt(edge.port()))
                .as("%s: %s", set, name).isEqualTo(name.startsWith(REFUSED) ? 403 : 200));
        await(edge.close());
        await(vertx.close());
    }

    private static MarkKey markKey(PastSet set) throws IOException {
        return MarkKey.of(secret(set));
    }

    private static byte[] secret(PastSet set) throws IOException {
        return Base64.getDecoder().decode(set.entries("keys.properties").get("marks"));
    }

    private static PublicKey publicKey(String algorithm, Map<String, String> keys) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(keys.get(algorithm))));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** The application and the function are updated one after the other. */
    private void functionsCheckMarks(PastSet set) throws Exception {
        for (String script : List.of(set.text("function.js"), function(markKey(set)))) {
            for (Map<String, String> grants : List.of(set.entries("grants.properties"), grants(new MarkSecret(secret(set))))) {
                List<String> answers = new FunctionRun(directory, script, set.entries("store.properties"))
                        .answers(grants.values().stream().map(Request::of).toList());

                assertThat(answers).as("%s: %s", set, grants.keySet()).isEqualTo(
                        grants.keySet().stream().map(name -> name.startsWith(REFUSED) ? "403" : FILE).toList());
            }
        }
    }

    /** The user's own, and the next user's login in the same browser. */
    private static void logoutClearsItsCookies(PastSet set) throws IOException {
        Map<String, String> cookies = set.entries("cookies.properties");
        cookies.forEach((receipt, header) -> {
            if (receipt.contains("/q_cloudfront_")) {
                String grant = receipt.substring(0, receipt.indexOf('/') + 1);
                List<String> places = cookies.entrySet().stream().filter(cookie -> cookie.getKey().startsWith(grant))
                        .map(cookie -> place(cookie.getValue())).toList();
                Exchange logout = request(header);
                logout.viewer().grants().clear();
                Exchange same = request(header);
                same.viewer().grants().clearOthers(ALICE);
                Exchange next = request(header);
                next.viewer().grants().clearOthers(BOB);

                assertThat(places).as("%s: %s", set, grant).hasSizeGreaterThan(3);
                assertThat(cleared(logout)).as("%s: %s", set, grant).containsAll(places);
                assertThat(cleared(same)).as("%s: %s", set, grant).isEmpty();
                assertThat(cleared(next)).as("%s: %s", set, grant).containsAll(places);
            }
        });
    }

    private static Exchange request(String receipt) {
        int equals = receipt.indexOf('=');
        return new Exchange().cookie(receipt.substring(0, equals), receipt.substring(equals + 1, receipt.indexOf(';')));
    }

    private static List<String> cleared(Exchange exchange) {
        return exchange.respond(200).setCookies().stream().filter(header -> header.contains("Max-Age=0"))
                .map(PastFormatsTest::place).toList();
    }

    /** The name, domain, and path, by which browsers tell cookies apart. */
    private static String place(String header) {
        return Stream.of(header.split("; ")).filter(part -> part.matches("(Domain|Path)=.*")).sorted()
                .collect(Collectors.joining(" ", header.substring(0, header.indexOf('=')) + " ", ""));
    }

    private static void conversionKeepsItsPlaylists(PastSet set) throws IOException {
        for (String name : PLAYLISTS.keySet()) {
            assertThat(converted(name, set.text(name))).as("%s: %s", set, name).isEqualTo(set.text(name));
        }
    }

    private static String converted(String name, String playlist) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(playlist.getBytes(UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (name.endsWith(".mpd")) {
            SignedPlaylists.dash(in, out, true);
        } else {
            SignedPlaylists.hls(in, out, true);
        }
        return out.toString(UTF_8);
    }
}
