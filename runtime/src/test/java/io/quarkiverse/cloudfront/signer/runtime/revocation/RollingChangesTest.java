package io.quarkiverse.cloudfront.signer.runtime.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
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
 * Two replicas and a distribution, of which one changes after the other, in the order that the pages describe. In each step,
 * all that was signed before and has not expired is served, and nothing else is. The function decides in njs as the edge does.
 */
@NeedsProgram(Program.NJS)
class RollingChangesTest {

    private static final String ISSUER = "https://id.example.com";
    private static final String SITE = "http://media.example.com";
    private static final String FILE = "/albums/7/summit.jpg";
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final KeyPair K1 = NewKey.p256Pair();
    private static final KeyPair K2 = NewKey.rsaPair();
    private static final byte[] OLD = "the secret of marks until today, which is replaced".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "the secret of marks from today on, which replaces it"
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORGED = "a secret that somebody else has made up for this".getBytes(StandardCharsets.US_ASCII);

    private static final List<String> FIRST_KEY = List.of("url=" + SITE, "key-pair-id=K1",
            "private-key=" + NewKey.pem(K1.getPrivate()));
    private static final List<String> SECOND_KEY = List.of("url=" + SITE, "key-pair-id=K2",
            "private-key=" + NewKey.pem(K2.getPrivate()));

    private final SteppedClock clock = new SteppedClock("2026-12-01T00:00:00Z");
    private final Map<String, String> store = new TreeMap<>();
    private final List<Grant> grants = new ArrayList<>();
    private final List<Grant> revoked = new ArrayList<>();
    private int users;

    @TempDir
    private Path directory;

    private Vertx vertx;

    /** A URL, and perhaps a header with cookies after a space. */
    private record Grant(String text, Instant expiresAt) {
    }

    /**
     * What the distribution has.
     *
     * @param secrets those of the function's keys; empty without a function
     */
    private record Deployed(Map<String, PublicKey> keys, boolean required, byte[]... secrets) {

        List<MarkKey> markKeys() {
            return Arrays.stream(secrets).map(MarkKey::of).toList();
        }
    }

    /** One replica of the application, which signs for the user of its current request. */
    private final class Replica implements MarkSource {

        private final ConfiguredSigner signer;
        private final List<MarkSecret> secrets;
        private MarkedUser user = MarkedUser.ANONYMOUS;

        /** @param secrets the secret of marks, and the previous one; empty without marks */
        Replica(List<String> properties, byte[]... secrets) {
            this.secrets = Arrays.stream(secrets).map(MarkSecret::new).toList();
            String[] all = properties.toArray(String[]::new);
            this.signer = this.secrets.isEmpty() ? TestSigners.signer(clock, all) : TestSigners.marking(clock, this, all);
        }

        Replica(String name, List<String> properties) {
            this.secrets = List.of();
            this.signer = TestSigners.signers(clock, null, Stream.concat(Stream.of("key-pair-id=KDEFAULT"),
                    properties.stream().map(each -> name + "." + each)).toArray(String[]::new)).find(name);
        }

        @Override
        public MarkSecret secret() {
            return secrets.get(0);
        }

        @Override
        public MarkedUser user() {
            return user;
        }

        @Override
        public Uni<MarkedUser> userLater() {
            return Uni.createFrom().item(user);
        }

        SignedPolicy forCookies() {
            RecipientSigner toUser = signer.to(Recipient.ANYONE.markedWith(user));
            return toUser.sign(toUser.policy("/albums/*").build(), Delivery.COOKIES).now();
        }

        List<Grant> sign(String subject) {
            user = new MarkedUser(ISSUER, subject, clock.instant().minusSeconds(60));
            CloudFrontSigner injected = signer.forApplication();
            String canned = injected.sign(FILE);
            SignedPolicy custom = injected.sign(injected.policy("/albums/*").build());
            SignedPolicy cookies = forCookies();
            return List.of(new Grant(canned, Instant.ofEpochSecond(SignedUrls.expiry(canned))),
                    new Grant(custom.url(FILE), custom.expiresAt()),
                    new Grant(SITE + FILE + " " + cookies.cookies().cookies().stream()
                            .map(cookie -> cookie.name() + "=" + cookie.value()).collect(Collectors.joining("; ")),
                            cookies.expiresAt()));
        }

        void revoke(String subject) {
            new Revocations(new MarkSecrets(secret(), secrets), entries -> {
                store.putAll(entries);
                return Uni.createFrom().voidItem();
            }, clock).revoke(ISSUER, subject).await().indefinitely();
        }
    }

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        Path file = directory.resolve("files" + FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "summit");
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** One step of a change, in which viewers ask both replicas, one after the other. */
    private void step(Deployed deployed, Replica... replicas) {
        for (Replica replica : replicas) {
            grants.addAll(replica.sign("alice"));
        }
        for (Replica replica : replicas) {
            if (!replica.secrets.isEmpty()) {
                String mallory = "mallory" + users++;
                for (Replica each : replicas) {
                    each.sign(mallory).stream().filter(grant -> grant.text().contains("mark=")).forEach(revoked::add);
                }
                replica.revoke(mallory);
            }
        }
        check(deployed);
        clock.advance(Duration.ofSeconds(10));
    }

    private void check(Deployed deployed) {
        Instant now = clock.instant();
        List<String> valid = grants.stream().filter(grant -> grant.expiresAt().isAfter(now)).map(Grant::text).toList();
        List<String> invalid = new ArrayList<>(List.of(SITE + FILE, valid.get(0).replace("summit", "valley")));
        grants.stream().filter(grant -> !grant.expiresAt().isAfter(now)).map(Grant::text).forEach(invalid::add);
        List<String> invalidMarks = new ArrayList<>();
        if (deployed.secrets().length > 0) {
            revoked.stream().map(Grant::text).forEach(invalidMarks::add);
            new Replica(FIRST_KEY, FORGED).sign("alice").forEach(grant -> invalidMarks.add(grant.text()));
        }
        if (deployed.required()) {
            new Replica(FIRST_KEY).sign("alice").forEach(grant -> invalidMarks.add(grant.text()));
        }
        Distribution.Builder distribution = Distribution.builder(Origin.directory(directory.resolve("files")))
                .defaultBehavior(CacheBehavior.restricted("*", new KeyGroup("media", deployed.keys())));
        if (deployed.secrets().length > 0) {
            distribution.marks(new MarkCheck(deployed.markKeys(), deployed.required(),
                    key -> Optional.ofNullable(store.get(key))));
        }
        Edge edge = await(Edge.start(vertx, distribution.build(),
                EdgeOptions.defaults().withClock(Clock.fixed(now, ZoneOffset.UTC))));
        assertThat(valid).as("valid grants").allMatch(served(edge));
        assertThat(invalid).as("without a valid grant").noneMatch(served(edge));
        assertThat(invalidMarks).as("without a valid mark").noneMatch(served(edge));
        await(edge.close());
        if (deployed.secrets().length > 0) {
            assertThat(inNjs(deployed, valid)).as("valid grants, in njs").allMatch(FILE::equals);
            assertThat(inNjs(deployed, invalidMarks)).as("without a valid mark, in njs").allMatch("403"::equals);
        }
    }

    private static Predicate<String> served(Edge edge) {
        return grant -> {
            int status = FunctionRun.Request.of(grant).statusAt(edge.port());
            assertThat(status).isIn(200, 403);
            return status == 200;
        };
    }

    private List<String> inNjs(Deployed deployed, List<String> requests) {
        try {
            return new FunctionRun(directory,
                    new ViewerRequestFunction().marks(deployed.markKeys(), deployed.required()).script(),
                    store)
                    .answers(requests.stream().map(FunctionRun.Request::of).toList());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until everything has expired that was signed before. */
    private void awaitExpiry() {
        clock.advance(LIFETIME);
    }

    private static Deployed distribution(boolean required, byte[]... secrets) {
        return new Deployed(Map.of("K1", K1.getPublic()), required, secrets);
    }

    private static List<String> with(List<String> properties, String... more) {
        List<String> all = new ArrayList<>(properties);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void marks_areSwitchedOnAndRequired() {
        Replica before = new Replica(FIRST_KEY);
        Replica second = new Replica(FIRST_KEY, OLD);
        Replica first = new Replica(FIRST_KEY, OLD);

        step(distribution(false), before, before);
        step(distribution(false, OLD), before, before);
        step(distribution(false, OLD), before, second);
        step(distribution(false, OLD), first, second);
        awaitExpiry();
        step(distribution(true, OLD), first, second);
    }

    @Test
    void marksThatAreRequiredTooEarly_refuseViewers() {
        Replica first = new Replica(FIRST_KEY, OLD);
        step(distribution(false, OLD), new Replica(FIRST_KEY), first);

        assertThatThrownBy(() -> step(distribution(true, OLD), first, first)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("valid grants");
    }

    /** Each replica revokes the marks of both secrets before one of them makes marks with the new one. */
    @Test
    void secretOfMarks_isReplaced() {
        Replica before = new Replica(FIRST_KEY, OLD);
        Replica prepared = new Replica(FIRST_KEY, OLD, NEW);
        Replica replaced = new Replica(FIRST_KEY, NEW, OLD);
        Replica after = new Replica(FIRST_KEY, NEW);

        step(distribution(true, OLD), before, before);
        step(distribution(true, OLD, NEW), before, before);
        step(distribution(true, OLD, NEW), before, prepared);
        step(distribution(true, OLD, NEW), prepared, prepared);
        step(distribution(true, OLD, NEW), prepared, replaced);
        step(distribution(true, OLD, NEW), replaced, replaced);
        awaitExpiry();
        step(distribution(true, OLD, NEW), replaced, after);
        step(distribution(true, NEW), after, after);
    }

    @Test
    void secretThatTheFunctionDoesNotKnow_refusesViewers() {
        assertThatThrownBy(() -> step(distribution(true, OLD), new Replica(FIRST_KEY, OLD), new Replica(FIRST_KEY, NEW, OLD)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("valid grants");
    }

    /** The replica without it does not know the pseudonyms of the others' marks. */
    @Test
    void secretThatAReplicaDoesNotKnow_cannotBeRevokedThere() {
        assertThatThrownBy(
                () -> step(distribution(true, OLD, NEW), new Replica(FIRST_KEY, OLD), new Replica(FIRST_KEY, NEW, OLD)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("without a valid mark");
    }

    @Test
    void key_isReplaced() {
        List<String> both = with(FIRST_KEY, "keys.\"K2\".private-key=" + NewKey.pem(K2.getPrivate()),
                "keys.\"K2\".active-from=2026-12-01T00:01:00Z");
        Deployed oldKey = distribution(false);
        Deployed bothKeys = new Deployed(Map.of("K1", K1.getPublic(), "K2", K2.getPublic()), false);
        Replica before = new Replica(FIRST_KEY);
        Replica first = new Replica(both);
        Replica second = new Replica(both);
        Replica after = new Replica(SECOND_KEY);

        step(oldKey, before, before);
        step(bothKeys, before, before);
        step(bothKeys, before, second);
        step(bothKeys, first, second);
        assertThat(grants).noneMatch(grant -> grant.text().contains("Key-Pair-Id=K2"));
        clock.set("2026-12-01T00:01:00Z");
        step(bothKeys, first, second);
        assertThat(grants.get(grants.size() - 1).text()).contains("Key-Pair-Id=K2");
        awaitExpiry();
        step(new Deployed(Map.of("K2", K2.getPublic()), false), first, after);
        step(new Deployed(Map.of("K2", K2.getPublic()), false), after, after);
    }

    @Test
    void keyThatTheDistributionDoesNotKnow_refusesViewers() {
        assertThatThrownBy(() -> step(distribution(false), new Replica(FIRST_KEY), new Replica(SECOND_KEY)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("valid grants");
    }

    /** The distribution does not know it. Grants that one replica makes last as long as its own window allows. */
    @Test
    void expiryWindow_isChanged() {
        for (boolean marks : new boolean[] { false, true }) {
            byte[][] secrets = marks ? new byte[][] { OLD } : new byte[0][];
            Replica none = new Replica(FIRST_KEY, secrets);
            Replica minutes = new Replica(with(FIRST_KEY, "expiry-window=5m"), secrets);
            Replica hours = new Replica(with(FIRST_KEY, "expiry-window=1h"), secrets);

            step(distribution(marks, secrets), none, none);
            step(distribution(marks, secrets), none, minutes);
            step(distribution(marks, secrets), minutes, minutes);
            step(distribution(marks, secrets), minutes, hours);
            step(distribution(marks, secrets), hours, none);
            awaitExpiry();
            step(distribution(marks, secrets), none, none);
            assertThat(grants).noneMatch(grant -> grant.expiresAt().isAfter(clock.instant().plus(LIFETIME).plusSeconds(3600)));
            grants.clear();
        }
    }

    /** Its name is in no URL, cookie, or receipt, so each replica clears what the other has set. */
    @Test
    void signer_isRenamed() {
        Replica old = new Replica("media", FIRST_KEY);
        Replica renamed = new Replica("films", FIRST_KEY);

        step(distribution(false), old, old);
        step(distribution(false), old, renamed);
        step(distribution(false), renamed, renamed);
        for (Replica from : List.of(old, renamed)) {
            Exchange granted = new Exchange();
            granted.viewer().grants().grant(from.forCookies().cookies(), clock.instant().plus(LIFETIME),
                    new CookieOwner("", "alice"));
            Exchange logout = new Exchange().after(granted.respond(200));
            logout.viewer().grants().clear();

            assertThat(logout.respond(200).setCookies()).anyMatch(header -> header.startsWith("CloudFront-Policy=;"));
        }
    }
}
