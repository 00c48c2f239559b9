package io.quarkiverse.cloudfront.signer.runtime.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

class RevocationsTest {

    private static final MarkSecret CURRENT = new MarkSecret(new byte[32]);
    private static final byte[] PREVIOUS_BYTES = "another secret, which is replaced".getBytes(StandardCharsets.US_ASCII);
    private static final MarkSecret PREVIOUS = new MarkSecret(PREVIOUS_BYTES);

    private static final String NO_STORE = "Logins cannot be revoked, because the application does not have a store of "
            + "revocations. Set quarkus.cloudfront-signer.marks.store, or add one RevocationStore bean";

    /** With each claim, and without {@code sid}, {@code auth_time}, or both. */
    private static final List<UnaryOperator<MarkedUser>> PROVIDERS = List.of(UnaryOperator.identity(),
            user -> new MarkedUser(user.issuer(), user.subject(), user.login(), "", user.issued()),
            user -> new MarkedUser(user.issuer(), user.subject(), user.issued(), user.session(), null),
            user -> new MarkedUser(user.issuer(), user.subject(), user.issued(), "", null));

    private final SteppedClock clock = new SteppedClock("2026-11-29T12:00:00.999Z");
    private final Map<String, String> store = new TreeMap<>();
    private int changes;
    private final RevocationStore merging = entries -> {
        entries.forEach((key, value) -> {
            String known = store.getOrDefault(key, "100000");
            changes += RevocationStore.merge(known, value).equals(known) ? 0 : 1;
            store.put(key, RevocationStore.merge(known, value));
        });
        return Uni.createFrom().voidItem();
    };
    private final Revocations revocations = revocations(merging);

    private Revocations revocations(RevocationStore to) {
        return new Revocations(new MarkSecrets(CURRENT, List.of(CURRENT, PREVIOUS)), to, clock);
    }

    /** Of a token. Times are seconds from now. */
    private MarkedUser token(String session, long login, long issued) {
        return new MarkedUser("https://id.example.com", "alice", clock.instant().plusSeconds(login), session,
                clock.instant().plusSeconds(issued));
    }

    /** Whether the local edge serves what is signed for the token, with each secret. */
    private boolean isServed(MarkedUser token) {
        List<Boolean> served = Stream.of(CURRENT, PREVIOUS)
                .map(secret -> secret.marker(token, clock.instant(), 1).url("https://media.example.com/a"))
                .map(this::isServed).distinct().toList();
        assertThat(served).as("with each secret").hasSize(1);
        return served.get(0);
    }

    private boolean isServed(String url) {
        return new MarkCheck(List.of(MarkKey.of(new byte[32]), MarkKey.of(PREVIOUS_BYTES)), true,
                key -> Optional.ofNullable(store.get(key)))
                .decide("GET", url.substring(25) + "&Expires=1&Signature=s&Key-Pair-Id=K1", List.of()).refusal().isEmpty();
    }

    @Test
    void logout_endsItsLoginOnly() {
        MarkedUser phone = token("phone", -600, -60);
        MarkedUser laptop = token("laptop", -3600, -30);

        revocations.end(phone);

        String ended = MarkSecret.text(phone.until(clock.instant())) + "-"
                + MarkSecret.text(MarkedUser.latest(clock.instant()));
        assertThat(store).isEqualTo(Map.of("u/" + CURRENT.pseudonym("https://id.example.com", "alice"),
                "100000." + CURRENT.login(phone) + ended, "u/" + PREVIOUS.pseudonym("https://id.example.com", "alice"),
                "100000." + PREVIOUS.login(phone) + ended));
        assertThat(isServed(phone)).isFalse();
        assertThat(isServed(token("phone", -600, -500))).as("an older token").isFalse();
        assertThat(isServed(token("phone", -600, 0))).as("a refreshed token of a provider with auth_time").isFalse();
        assertThat(isServed(laptop)).isTrue();
        revocations.end(laptop);
        assertThat(isServed(laptop)).isFalse();
        assertThat(isServed(phone)).isFalse();
    }

    /** Somebody has forgotten to remove it from the previous ones. */
    @Test
    void secretThatIsAlsoAPreviousOne_revokesOnce() {
        MarkedUser phone = token("phone", -600, -60);

        new Revocations(new MarkSecrets(CURRENT, List.of(CURRENT, CURRENT)), merging, clock)
                .revoke("https://id.example.com", "alice").await().indefinitely();

        assertThat(store).hasSize(1);
        assertThat(isServed(CURRENT.marker(phone, clock.instant(), 1).url("https://media.example.com/a"))).isFalse();
    }

    /** Whoever has kept the cookie of a session can log out as often as they like. */
    @Test
    void repeatedLogout_changesNothing() {
        MarkedUser ended = token("phone", -600, -60);
        revocations.end(ended);
        Map<String, String> known = Map.copyOf(store);
        assertThat(changes).isEqualTo(2);
        clock.advance(Duration.ofDays(3));
        MarkedUser laptop = token("laptop", -60, -60);

        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(7));
            revocations.end(ended);
        }

        assertThat(store).isEqualTo(known);
        assertThat(changes).isEqualTo(2);
        assertThat(isServed(laptop)).isTrue();
    }

    /** The provider asks for the password again, and its session goes on. */
    @Test
    void laterLoginOfTheSameSession_isServed() {
        revocations.end(token("sso", -600, -60));

        assertThat(isServed(token("sso", -600, 0))).as("without a new login").isFalse();
        clock.advance(Duration.ofSeconds(1));
        MarkedUser fresh = token("sso", 0, 0);
        assertThat(isServed(fresh)).isTrue();
        revocations.end(fresh);
        assertThat(isServed(fresh)).isFalse();
    }

    @Test
    void logoutWithoutASession_endsTheLoginOfThatTime() {
        revocations.end(token("", -600, -60));

        assertThat(isServed(token("", -600, -30))).as("refreshed").isFalse();
        assertThat(isServed(token("", -601, -601))).isTrue();
        assertThat(isServed(token("", -599, -599))).isTrue();
    }

    /** Each refreshed token would be another login, so marks do not tell logins apart. */
    @Test
    void logoutWithoutASessionAndALoginTime_endsAllThatBeganBefore() {
        revocations.end(unknown(-60));
        Map<String, String> once = Map.copyOf(store);
        revocations.end(unknown(-60));

        assertThat(isServed(unknown(-600))).as("before a refresh").isFalse();
        assertThat(isServed(unknown(-60))).isFalse();
        assertThat(isServed(unknown(-59))).as("a later login, or another device after a refresh").isTrue();
        assertThat(store).isEqualTo(once);
    }

    /** Their marks begin with the grant, by the clock of the application, so no clock of a provider is compared. */
    @ParameterizedTest
    @ValueSource(strings = { "", "phone" })
    void logoutWithATokenWithoutTimes_letsTheNextLoginIn(String session) {
        MarkedUser user = new MarkedUser("tenant:Default", "7001", null, session, null);
        revocations.end(user);
        assertThat(isServed(user)).as("signed before the logout").isFalse();

        clock.advance(Duration.ofSeconds(1));
        assertThat(isServed(user)).as("a later login").isTrue();
    }

    private MarkedUser unknown(long issued) {
        return new MarkedUser("https://id.example.com", "alice", clock.instant().plusSeconds(issued), "", null);
    }

    @Test
    void revocationOfAUser_concernsEachDevice() {
        revocations.end(token("phone", -600, -60));
        revocations.revoke("https://id.example.com", "alice").await().indefinitely();

        assertThat(store.values()).allMatch(MarkSecret.text(clock.instant().plusSeconds(61))::equals);
        assertThat(isServed(token("laptop", -600, -60))).isFalse();
    }

    /** Marks of this kind do not tell logins apart. */
    @Test
    void logoutOfAUserWithoutAToken_revokesNothing() {
        revocations.end(new MarkedUser("", "alice", null));
        assertThat(store).isEmpty();

        revocations.end(new MarkedUser("https://id.example.com", "alice", null));
        assertThat(store.values()).as("a token without times").hasSize(2)
                .allMatch(MarkSecret.text(clock.instant().plusSeconds(1))::equals);
    }

    /** A back-channel logout names the session only. */
    @Test
    void logoutWithoutALoginTime_endsItsSession() {
        MarkedUser phone = token("phone", -600, -60);

        revocations.end(new MarkedUser("https://id.example.com", "alice", null, "phone", clock.instant().minusSeconds(30)));

        assertThat(isServed(phone)).isFalse();
        assertThat(isServed(token("laptop", -600, -60))).isTrue();
        assertThat(store).containsEntry("u/" + CURRENT.pseudonym("https://id.example.com", "alice"),
                "100000." + CURRENT.login(phone) + MarkSecret.text(clock.instant().minusSeconds(30)) + "-"
                        + MarkSecret.text(MarkedUser.latest(clock.instant())));
    }

    /** CloudFront accepts values of 1 kB. */
    @Test
    void fortyOneLogouts_fitIntoAValue() {
        List<MarkedUser> devices = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            devices.add(token("device " + i, -600, -60));
            clock.advance(Duration.ofHours(1));
        }
        MarkedUser open = token("open", -60, 0);
        MarkedUser early = new MarkedUser("https://id.example.com", "alice", devices.get(0).login(), "early",
                devices.get(0).login());
        assertThat(isServed(early)).isTrue();

        devices.forEach(revocations::end);

        assertThat(devices).noneMatch(this::isServed);
        assertThat(isServed(open)).isTrue();
        assertThat(isServed(early)).as("a login that began before the first of them").isFalse();
        assertThat(store.values()).allMatch(value -> value.length() <= 1_000 && value.split("\\.").length == 41);
    }

    /**
     * The provider's clock is fast or slow by some seconds. A revocation concerns the logins until then, for good, and not
     * those
     * that begin more than a minute later by that clock.
     */
    @ParameterizedTest
    @ValueSource(ints = { -90, -60, -30, -1, 0, 1, 30, 60 })
    void revocation_holdsIfClocksDiffer(int fast) {
        for (UnaryOperator<MarkedUser> provider : PROVIDERS) {
            for (Supplier<Uni<Void>> revocation : List.<Supplier<Uni<Void>>> of(
                    () -> revocations.revoke("https://id.example.com", "alice"), revocations::revokeAll)) {
                store.clear();
                MarkedUser before = provider.apply(token("phone", fast, fast));
                assertThat(isServed(before)).isTrue();
                clock.advance(Duration.ofSeconds(3));
                MarkedUser other = provider.apply(token("laptop", fast, fast));
                revocation.get().await().indefinitely();
                for (int after : new int[] { 0, 1, 29, 30, 60, 61, 90, 91, 3_600 }) {
                    clock.advance(Duration.ofSeconds(after));
                    assertThat(isServed(before)).as("after %d seconds", after).isFalse();
                    assertThat(isServed(other)).as("in the second of the revocation").isFalse();
                    clock.advance(Duration.ofSeconds(-after));
                }
                assertThat(isServed(provider.apply(token("tablet", 60, 60)))).as("a minute later").isFalse();
                clock.advance(Duration.ofSeconds(61 - fast));
                assertThat(isServed(provider.apply(token("tablet", fast, fast)))).isTrue();
            }
        }
    }

    /** The clock of the provider is compared with itself, so a login works immediately. */
    @ParameterizedTest
    @ValueSource(ints = { -90, -60, -30, -1, 0, 1, 30, 60 })
    void logout_endsItsLoginOnlyIfClocksDiffer(int fast) {
        for (UnaryOperator<MarkedUser> provider : PROVIDERS) {
            store.clear();
            MarkedUser phone = provider.apply(token("phone", fast, fast));
            clock.advance(Duration.ofSeconds(3));
            revocations.end(phone);
            for (int after : new int[] { 0, 1, 29, 30, 60, 61, 90, 91, 3_600 }) {
                clock.advance(Duration.ofSeconds(after));
                assertThat(isServed(phone)).as("after %d seconds", after).isFalse();
                clock.advance(Duration.ofSeconds(-after));
            }
            assertThat(isServed(provider.apply(token("phone", fast, fast)))).as("a later login").isTrue();
        }
    }

    /** More than a minute: what was signed before is refused, and what is signed later cannot be told from a new login. */
    @ParameterizedTest
    @ValueSource(ints = { 61, 90, 3_600 })
    void revocation_concernsWhatWasSignedBeforeIfClocksDifferTooMuch(int fast) {
        MarkedUser phone = token("phone", fast, fast);
        String url = CURRENT.marker(phone, clock.instant(), 1).url("https://media.example.com/a");
        assertThat(isServed(url)).isTrue();

        revocations.revoke("https://id.example.com", "alice").await().indefinitely();

        assertThat(isServed(url)).isFalse();
    }

    /** Logins of this second began until now. Marks that were made with the previous secret are revoked as well. */
    @Test
    void revocation_concernsLoginsUntilNow() {
        Uni<Void> revoked = revocations.revoke("https://id.example.com", "alice");
        assertThat(store).isEmpty();
        revoked.await().indefinitely();

        String before = MarkSecret.text(Instant.parse("2026-11-29T12:01:01Z"));
        assertThat(store).isEqualTo(Map.of("u/" + CURRENT.pseudonym("https://id.example.com", "alice"), before,
                "u/" + PREVIOUS.pseudonym("https://id.example.com", "alice"), before));
        assertThat(revocations.pseudonyms("https://id.example.com", "alice")).containsExactly(
                CURRENT.pseudonym("https://id.example.com", "alice"), PREVIOUS.pseudonym("https://id.example.com", "alice"));
    }

    @Test
    void revocationOfAll_hasItsOwnKey() {
        revocations.revokeAll().await().indefinitely();

        assertThat(store).isEqualTo(Map.of("all", MarkSecret.text(Instant.parse("2026-11-29T12:01:01Z"))));
    }

    @Test
    void revocationThatIsNotStored_fails() {
        RuntimeException broken = new IllegalStateException("no connection");
        RuntimeException known = new CloudFrontSignerException(Reason.REVOCATION_NOT_STORED, "the store is full");
        String message = "Could not revoke all logins, because the store failed. Check the store, and revoke again";
        assertLost(entries -> Uni.createFrom().failure(broken), message).hasCause(broken);
        assertLost(entries -> {
            throw broken;
        }, message).hasCause(broken);
        assertLost(entries -> null, message);
        assertLost(entries -> Uni.createFrom().failure(known), "the store is full").isSameAs(known);
        assertThatThrownBy(() -> revocations(null).revokeAll().await().indefinitely())
                .hasFieldOrPropertyWithValue("reason", Reason.NOT_CONFIGURED)
                .hasMessage(NO_STORE);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertLost(RevocationStore to, String message) {
        Revocations failing = new Revocations(new MarkSecrets(CURRENT, List.of(CURRENT)), to, clock, Duration.ofMillis(100));
        try (CapturedLog log = CapturedLog.begin(Revocations.class.getName())) {
            CompletableFuture<Void> result = new CompletableFuture<>();
            Thread caller = new Thread(
                    () -> failing.revokeAll().subscribe().with(result::complete, result::completeExceptionally));
            caller.setDaemon(true);
            caller.start();
            AbstractThrowableAssert<?, ? extends Throwable> failure = assertThatThrownBy(
                    () -> result.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class).cause()
                    .hasFieldOrPropertyWithValue("reason", Reason.REVOCATION_NOT_STORED).hasMessage(message);
            assertThat(log.messages(Level.ALL)).containsExactly("Could not revoke all logins");
            assertThat(failing.lost()).isEqualTo(1);
            assertThat(failing.stored()).isZero();
            return failure;
        }
    }

    /** Whatever a store does, even one of the application that blocks its caller. */
    @Test
    void storeThatDoesNotAnswer_failsInTime() {
        String message = "Could not revoke all logins, because the store did not answer within 0 seconds. Check the store, and "
                + "revoke again";
        CountDownLatch end = new CountDownLatch(1);
        assertLost(entries -> Uni.createFrom().nothing(), message);
        assertLost(entries -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Uni.createFrom().voidItem();
        }, message);
        end.countDown();
    }

    @Test
    @Tag("nightly")
    void storeThatDoesNotAnswer_failsAfterTwentySeconds() {
        assertThatThrownBy(() -> revocations(entries -> Uni.createFrom().nothing()).revokeAll().await()
                .atMost(Duration.ofSeconds(60))).hasMessageContaining("the store did not answer within 20 seconds");
    }

    /** Nobody is there to be told, so the log must. */
    @Test
    void revocationWithoutACaller_isLoggedOnce() {
        try (CapturedLog log = CapturedLog.begin(Revocations.class.getName())) {
            revocations(entries -> Uni.createFrom().failure(new IllegalStateException("no connection")))
                    .end(token("phone", -600, -60));

            assertThat(log.messages(Level.ALL)).containsExactly(
                    "Could not revoke a login of " + CURRENT.pseudonym("https://id.example.com", "alice"));
        }
        revocations.end(token("phone", -600, -60));
        assertThat(revocations.stored()).isEqualTo(1);
        assertThat(revocations.lost()).isZero();
    }

    /** Marks without a store only show who downloaded a file. Operators learn of it before the first revocation fails. */
    @Test
    void startWithoutStore_isLogged() {
        Instance<RevocationStore> several = Stub.of(Instance.class, Map.of("isUnsatisfied", arguments -> false));
        try (CapturedLog log = CapturedLog.begin(Revocations.class.getName())) {
            revocations.start(null, null, several, null);
            assertThat(log.messages(Level.ALL)).isEmpty();

            revocations(null).start(null, null, several, null);
            assertThat(log.messages(Level.ALL)).containsExactly(NO_STORE);
        }
    }

    /** A pseudonym of null would revoke nobody, and report success. */
    @Test
    void userWithNull_isRefused() {
        for (List<String> user : List.of(Arrays.asList(null, "alice"), Arrays.asList("https://id.example.com", null))) {
            assertThatThrownBy(() -> revocations.revoke(user.get(0), user.get(1)))
                    .hasFieldOrPropertyWithValue("reason", Reason.USER_UNKNOWN)
                    .hasMessage("The %s of a user must not be null. If users do not have tokens, pass an empty issuer and the "
                            + "user's name", user.get(0) == null ? "issuer" : "subject");
        }
        assertThat(store).isEmpty();
    }

    @Test
    void applicationThatRevokesAtLogouts_needsAStore() {
        revocations.requireStore();
        assertThatThrownBy(() -> revocations(null).requireStore()).isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.cloudfront-signer.marks.revoke-on needs a store of revocations. Set "
                        + "quarkus.cloudfront-signer.marks.store, or add one RevocationStore bean");
    }
}
