package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyStatus;

/**
 * Keys for a planned switch.
 */
class FurtherKeysTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final String K2 = PREFIX + "keys.\"K2\".";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static String first;
    private static String second;
    private static String rsa;

    private final Map<String, String> properties = new HashMap<>();
    private final List<SigningKey> beans = new ArrayList<>();

    @BeforeAll
    static void makeKeys() {
        first = NewKey.pem(NewKey.p256Pair().getPrivate());
        second = NewKey.pem(NewKey.p256Pair().getPrivate());
        rsa = NewKey.pem(NewKey.rsaPair().getPrivate());
    }

    @BeforeEach
    void configure() {
        properties.put(PREFIX + "url", "https://media.example.com");
        properties.put(PREFIX + "key-pair-id", "K1");
        properties.put(PREFIX + "private-key", first);
        properties.put(K2 + "private-key", second);
        properties.put(K2 + "active-from", "2026-12-01T00:00:00Z");
    }

    private Map<String, KeyStatus> read(Map<String, String> environment) {
        Map<String, KeyStatus> status = new HashMap<>();
        TestConfiguration.read(TestConfiguration.of(properties, environment), new Beans(), InstantSource.fixed(NOW))
                .forEach((name, settings) -> status.put(name, settings.keys().status()));
        return status;
    }

    private KeyStatus read() {
        return read(Map.of()).get(SignerName.DEFAULT);
    }

    @Test
    void furtherKeys_followTheSignersOwnKeyInOrder() {
        properties.put(PREFIX + "keys.\"K3\".private-key", rsa);
        properties.put(PREFIX + "keys.\"K3\".active-from", "2027-06-01T00:00:00+02:00");
        properties.put(PREFIX + "keys.K4.private-key", NewKey.pem(NewKey.p256Pair().getPrivate()));
        properties.put(PREFIX + "keys.K4.active-from", "2027-01-01T00:00:00.5Z");

        assertThat(read().keyPairId()).isEqualTo("K1");
        assertThat(read().next()).containsExactly(
                new KeyStatus.Next("K2", Instant.parse("2026-12-01T00:00:00Z")),
                new KeyStatus.Next("K4", Instant.parse("2027-01-01T00:00:00.500Z")),
                new KeyStatus.Next("K3", Instant.parse("2027-05-31T22:00:00Z")));
    }

    /** Otherwise, the public key would be removed while the last grants are still valid. */
    @Test
    void replacedKey_isNeededForTheLifetimeAndTheWindow() {
        properties.put(K2 + "active-from", "2026-11-24T11:00:00Z");
        properties.put(PREFIX + "expires-in", "2h");
        properties.put(PREFIX + "expiry-window", "30m");

        assertThat(read().retired()).containsExactly(new KeyStatus.Retired("K1", Instant.parse("2026-11-24T13:30:00Z")));
    }

    @Test
    void namedSigner_hasItsOwnFurtherKeys() {
        properties.put(PREFIX + "\"media\".url", "https://video.example.com");
        properties.put(PREFIX + "\"media\".key-pair-id", "M1");
        properties.put(PREFIX + "\"media\".private-key", rsa);
        properties.put(PREFIX + "\"media\".keys.\"M2\".private-key", second);
        properties.put(PREFIX + "\"media\".keys.\"M2\".active-from", "2026-11-01T00:00:00Z");

        Map<String, KeyStatus> signers = read(Map.of());

        assertThat(signers).containsOnlyKeys(SignerName.DEFAULT, "media");
        assertThat(signers.get("media").keyPairId()).isEqualTo("M2");
        assertThat(signers.get(SignerName.DEFAULT).next()).extracting(KeyStatus.Next::keyPairId).containsExactly("K2");
    }

    @Test
    void keyFromEnvironmentVariable_isResolvedByAnExpression() {
        properties.put(K2 + "private-key", "${NEXT_KEY}");

        assertThat(read(Map.of("NEXT_KEY", second)).get(SignerName.DEFAULT).next())
                .extracting(KeyStatus.Next::keyPairId).containsExactly("K2");
    }

    @Test
    void hashAlgorithm_canBeSetPerKey() {
        properties.put(PREFIX + "private-key", rsa);
        properties.put(PREFIX + "hash-algorithm", "SHA1");
        properties.put(K2 + "hash-algorithm", "SHA256");

        assertThat(read().next()).hasSize(1);
    }

    @Test
    void signingKeyBean_canBeAFurtherKey() {
        properties.remove(K2 + "private-key");
        beans.add(TestKey.of("K2"));
        assertThat(read().next()).extracting(KeyStatus.Next::keyPairId).containsExactly("K2");
    }

    @Test
    void signingKeyBeans_areToldApartByKeyPairId() {
        properties.keySet().removeIf(name -> name.endsWith("private-key"));
        properties.put(PREFIX + "keys.\"K3\".active-from", "2027-12-01T00:00:00Z");
        beans.addAll(List.of(TestKey.of("K3"), TestKey.of("K1"), TestKey.of("K2")));

        assertThat(read().keyPairId()).isEqualTo("K1");
        assertThat(read().next()).extracting(KeyStatus.Next::keyPairId).containsExactly("K2", "K3");
    }

    @Test
    void signingKeyBean_canHaveAConfiguredId() {
        properties.put(PREFIX + "key-pair-id", "K9");
        properties.remove(PREFIX + "private-key");
        beans.add(TestKey.of("K9"));

        assertThat(read().keyPairId()).isEqualTo("K9");
    }

    private final class Beans extends TestApplicationKeys {

        @Override
        public List<SigningKey> remoteKeys(String signer) {
            return signer.equals(SignerName.DEFAULT) ? beans : List.of();
        }
    }
}
