package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.RemoteKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;
import io.smallrye.mutiny.Uni;

/**
 * An ID names one key: when signers start, and at each reload of any of them.
 */
@Tag("slow")
class KeyRegistryTest {

    private static final int ROUNDS = 100;

    private static KeyPair first;
    private static KeyPair second;
    private static KeyPair third;

    private final SteppedClock clock = new SteppedClock("2026-11-24T12:00:00Z");
    /** The credentials of each signer. */
    private final Map<String, Map<String, String>> vault = new HashMap<>();
    private final KeyRegistry registry = new KeyRegistry();
    @AutoClose
    private final LogCapture log = new LogCapture(KeyRegistry.class);

    @BeforeAll
    static void makeKeys() {
        first = TestKeys.p256();
        second = TestKeys.p256();
        third = TestKeys.p256();
    }

    private void store(String signer, String keyPairId, KeyPair pair) {
        vault.put(signer, Map.of("key-pair-id", keyPairId, "private-key", TestKeys.pem(pair.getPrivate())));
    }

    private KeyRing start(String signer) throws UnusableKeyException {
        KeySlot slot = KeySlot.local(signer + ".", new KeyDescription("credentials-provider",
                KeySource.credentials(name -> Uni.createFrom().item(vault.get(name)), signer, Optional.empty()),
                Optional.empty(), HashAlgorithm.SHA256, Optional.empty(), TestKeys.CRYPTO), null, clock.instant());
        registry.add("The signer \"" + signer + "\"", signer + ".credentials-provider", slot);
        return new KeyRing(signer, registry, List.of(slot), clock, Duration.ofMinutes(15), change -> {
        });
    }

    private KeyRing start(String signer, String keyPairId, KeyPair pair) throws UnusableKeyException {
        store(signer, keyPairId, pair);
        return start(signer);
    }

    private void assertKept(KeyRing ring, String keyPairId, String message) {
        ring.reload();
        ring.reload();
        assertThat(ring.activeKeyPairId()).isEqualTo(keyPairId);
        assertThat(ring.status().problems()).containsExactly(message);
        assertThat(log.take()).containsExactly("WARN " + message + ". Key pair " + keyPairId + " stays in use");
    }

    @Test
    void reloadedKey_withTheIdOfAnotherSignersKey_isRefused() throws Exception {
        KeyRing films = start("films", "K1", first);
        start("albums", "K2", second);

        store("films", "K2", third);
        assertKept(films, "K1", "films.credentials-provider contains a different key with the same key pair ID K2 as "
                + "albums.credentials-provider, but CloudFront gives each public key its own ID. Correct the key of one of them");

        store("films", "K2", second);
        films.reload();
        assertThat(films.activeKeyPairId()).as("shared").isEqualTo("K2");
        assertThat(films.status().problems()).isEmpty();
    }

    /** The ID may still be in URLs that have not expired. */
    @Test
    void reloadedKey_withTheIdOfAReplacedKey_isRefused() throws Exception {
        KeyRing films = start("films", "K1", first);
        KeyRing albums = start("albums", "K1", first);
        store("films", "K2", second);
        films.reload();
        store("albums", "K2", second);
        albums.reload();
        log.take();

        store("albums", "K1", third);
        assertKept(albums, "K2", "albums.credentials-provider contains a different key with the same key pair ID K1 as "
                + "before, but CloudFront gives each public key its own ID. Replace the key and its ID together, or restart "
                + "the application if the key was wrong before");
        start("press", "K3", third);
        store("films", "K1", first);
        films.reload();
        assertThat(films.activeKeyPairId()).as("back to the key before").isEqualTo("K1");
    }

    @Test
    void keyOfTheSameSigner_withAnotherId_isRefused() throws Exception {
        start("films", "K1", first);

        assertThatThrownBy(() -> registry.add("The signer \"films\"", "films.keys.\"K2\".private-key",
                TestKeySlots.local(first, "K2", Instant.parse("2026-12-01T00:00:00Z"), clock)))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage(
                        "contains the same key as films.credentials-provider with a different key pair ID K2, but CloudFront "
                                + "gives each public key one ID. Correct the ID of one of them");
        assertThat(start("albums", "K2", first).activeKeyPairId()).as("in another account").isEqualTo("K2");
    }

    @Test
    void remoteKey_isCompared_ifItsPublicKeyIsKnown() throws Exception {
        start("films", "K1", first);

        assertThatThrownBy(() -> addRemote("K1", SigningKey.Algorithm.ECDSA_SHA256, second))
                .hasMessageStartingWith("contains a different key with the same key pair ID K1");
        assertThatThrownBy(() -> addRemote("K1", SigningKey.Algorithm.RSA_SHA256, null))
                .hasMessageStartingWith("contains a different key with the same key pair ID K1");
        addRemote("K1", SigningKey.Algorithm.ECDSA_SHA256, first);
        addRemote("K1", SigningKey.Algorithm.ECDSA_SHA256, null);
    }

    private void addRemote(String keyPairId, SigningKey.Algorithm algorithm, KeyPair proof) throws UnusableKeyException {
        SigningKey key = new SigningKey() {

            @Override
            public String keyPairId() {
                return keyPairId;
            }

            @Override
            public Algorithm algorithm() {
                return algorithm;
            }

            @Override
            public Uni<byte[]> sign(byte[] policy) {
                throw new AssertionError("signs");
            }
        };
        registry.add("remote", "the SigningKey bean", KeySlot.remote(
                new RemoteKey(key, proof == null ? null : proof.getPublic(), Duration.ofSeconds(10)), null, clock.instant()));
    }

    @Test
    void contradictoryKeys_thatAreReloadedAtTheSameTime_areNotBothAccepted() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            KeyRing films = start("films" + i, "KF" + i, first);
            KeyRing albums = start("albums" + i, "KA" + i, first);
            store("films" + i, "KNEW" + i, second);
            store("albums" + i, "KNEW" + i, third);
            CyclicBarrier both = new CyclicBarrier(2);
            Thread other = new Thread(() -> reload(films, both));
            other.start();
            reload(albums, both);
            other.join(TimeUnit.MINUTES.toMillis(1));

            assertThat(List.of(films.activeKeyPairId(), albums.activeKeyPairId())).as("round " + i)
                    .containsOnlyOnce("KNEW" + i);
        }
    }

    private static void reload(KeyRing ring, CyclicBarrier both) {
        try {
            both.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        ring.reload();
    }
}
