package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyStatus;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.runtime.configuration.ConfigurationException;

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

    private void assertRefused(String... messages) {
        assertThatThrownBy(this::read).isInstanceOf(ConfigurationException.class).hasMessageContainingAll(messages);
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
    void furtherKeyInEnvironmentVariablesOnly_isRejected() {
        properties.remove(K2 + "private-key");
        properties.remove(K2 + "active-from");

        assertThatThrownBy(() -> read(Map.of("QUARKUS_CLOUDFRONT_SIGNER_KEYS__K2__PRIVATE_KEY", second,
                "QUARKUS_CLOUDFRONT_SIGNER_KEYS__K2__ACTIVE_FROM", "2026-12-01T00:00:00Z")))
                .hasMessageContaining(
                        PREFIX + "keys.\"k2\".* has a key pair ID in lower case, because environment variables do not keep "
                                + "the case. Set it in a file, with expressions such as ${NEXT_KEY} for values from the "
                                + "environment");
    }

    @Test
    void furtherKeyWithoutSourceAndInstant_isRejected() {
        properties.remove(K2 + "private-key");
        properties.remove(K2 + "active-from");
        properties.put(K2 + "private-key-passphrase", "secret");

        assertRefused(K2 + "active-from is missing; set it to the instant from which this key signs, such as "
                + "2026-12-01T00:00:00Z",
                K2 + "private-key-location is missing; set it to the file with the private key "
                        + "(or set private-key or credentials-provider)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomorrow", "2026-12-01", "2026-12-01T00:00:00", "2026-13-01T00:00:00Z", "1764547200" })
    void activeFromWithoutDateTimeAndOffset_isRejected(String value) {
        properties.put(K2 + "active-from", value);

        assertRefused(K2 + "active-from is not a timestamp. Use ISO 8601 with an offset, such as 2026-12-01T00:00:00Z");
    }

    @Test
    void twoKeysWithTheSameActiveFrom_areRejected() {
        properties.put(PREFIX + "keys.\"K3\".private-key", rsa);
        properties.put(PREFIX + "keys.\"K3\".active-from", "2026-12-01T01:00:00+01:00");

        assertRefused(PREFIX + "keys.\"K3\".active-from is the same instant as " + K2
                + "active-from. Set a different instant for each key");
    }

    @Test
    void keyPairOfTheSigner_asFurtherKey_isRejected() {
        properties.put(PREFIX + "key-pair-id", "K2");

        assertRefused(K2 + "* is for the key pair with which the signer starts. Configure each key pair only once");
    }

    @Test
    void nameThatIsNotAKeyPairId_isRejected() {
        properties.put(PREFIX + "keys.\"next year\".private-key", rsa);

        assertRefused(
                PREFIX + "keys.\"next year\".* does not name a key pair. The key pair ID in the quotes must be letters and "
                        + "digits, such as K2JCJMDEHXQW5F");
    }

    @Test
    void otherIdNextToTheKey_isRejected() {
        properties.put(K2 + "private-key", "Key-Pair-Id: K9\n" + second);

        assertRefused(K2 + "key-pair-id is K2, but K9 is stored with the key. Remove one of them, or correct it");
    }

    @Test
    void problemsOfAllKeys_areReportedTogether() {
        properties.put(K2 + "private-key", "nonsense!");
        properties.remove(PREFIX + "private-key");

        assertRefused(K2 + "private-key is neither PEM nor DER nor base64 of either",
                PREFIX + "private-key-location is missing");
    }

    @Test
    void furtherKeysWithoutASigner_areRejected() {
        properties.keySet().removeIf(name -> !name.startsWith(K2));

        assertRefused(PREFIX + "url is missing", PREFIX + "key-pair-id is missing", PREFIX + "private-key-location is missing");
    }

    @Test
    void hashAlgorithm_canBeSetPerKey() {
        properties.put(PREFIX + "private-key", rsa);
        properties.put(PREFIX + "hash-algorithm", "SHA1");
        assertRefused(K2 + "private-key is an EC key, and SHA-1 is only supported for RSA keys; "
                + "set hash-algorithm to SHA256");

        properties.put(K2 + "hash-algorithm", "SHA256");
        assertThat(read().next()).hasSize(1);
    }

    @Test
    void signingKeyBean_canBeAFurtherKey() {
        properties.remove(K2 + "private-key");
        beans.add(TestKey.of("K2"));
        assertThat(read().next()).extracting(KeyStatus.Next::keyPairId).containsExactly("K2");

        properties.put(K2 + "private-key", second);
        assertRefused(K2 + "private-key is set, but the application has a SigningKey bean for this key pair. Remove one of "
                + "them");
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
    void signingKeyBeans_thatAreNotToldApart_areRejected() {
        properties.keySet().removeIf(name -> name.endsWith("private-key"));
        beans.addAll(List.of(TestKey.of("K1"), TestKey.of("K9"), TestKey.of("K2"), TestKey.of("K2")));

        String bean = TestKey.class.getName();
        assertRefused("The default signer has more than one SigningKey bean for its first key: %s (K1), %s (K9). "
                .formatted(bean, bean) + "Set keys.\"ID\".active-from for each key that takes over later",
                K2 + "* has more than one SigningKey bean: %s (K2), %s (K2). Keep one of them".formatted(bean, bean));
    }

    @Test
    void signingKeyBean_withOtherConfiguredId_isRejected() {
        properties.remove(PREFIX + "private-key");
        beans.add(TestKey.of("K9"));
        assertRefused(PREFIX + "key-pair-id is K1, but the key pair ID of the application's SigningKey bean is K9. Remove "
                + "the property, or correct one of them");

        properties.put(PREFIX + "key-pair-id", "K9");
        assertThat(read().keyPairId()).isEqualTo("K9");
    }

    @Test
    void failingCredentialsProvider_isReported() {
        properties.remove(K2 + "private-key");
        properties.put(K2 + "credentials-provider", "next");
        properties.put(K2 + "credentials-provider-name", "vault");

        assertRefused(K2 + "credentials-provider names credentials for which the provider failed: "
                + "java.lang.UnsupportedOperationException");
    }

    @Test
    void publicKeyOfAnotherPair_isRejected(@TempDir Path directory) throws Exception {
        properties.put(K2 + "public-key-location", Files.write(directory.resolve("other.der"),
                NewKey.p256Pair().getPublic().getEncoded()).toString());

        assertRefused(K2 + "public-key-location is not the public key of private-key: it does not verify the private key's "
                + "signatures. Set the private key whose public key CloudFront has as key pair K2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "0s", "PT0.999S", "-5s" })
    void reloadPeriodBelowOneSecond_isRejected(String period) {
        properties.put(PREFIX + "reload-period", period);

        assertRefused(PREFIX + "reload-period is ", "; it must be at least one second");
    }

    private final class Beans extends TestApplicationKeys {

        @Override
        public List<SigningKey> remoteKeys(String signer) {
            return signer.equals(SignerName.DEFAULT) ? beans : List.of();
        }

        @Override
        public Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName) {
            return beanName.map(name -> new CredentialsProvider() {
            });
        }
    }
}
