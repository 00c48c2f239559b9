package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * What properties, environment variables, and beans configure. The messages about wrong ones are those of
 * {@link ConfigurationRowsTest}.
 */
class SignerConfigurationsTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static KeyPair ec;
    private static KeyPair rsa;

    @BeforeAll
    static void makeKeys() {
        ec = NewKey.p256Pair();
        rsa = NewKey.rsaPair();
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static Map<String, String> valid() {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "url", "https://media.example.com");
        properties.put(PREFIX + "key-pair-id", "K2JCJMDEHXQW5F");
        properties.put(PREFIX + "private-key", base64(ec.getPrivate()));
        return properties;
    }

    private static Map<String, String> valid(String property, String value) {
        Map<String, String> properties = valid();
        properties.put(PREFIX + property, value);
        return properties;
    }

    private static Map<String, String> without(String property) {
        Map<String, String> properties = valid();
        properties.remove(PREFIX + property);
        return properties;
    }

    private static Map<String, SignerSettings> read(Map<String, String> properties, Map<String, String> environment,
            SigningKey remoteKey) {
        return TestConfiguration.read(TestConfiguration.of(properties, environment), new TestApplicationKeys() {

            @Override
            public List<SigningKey> remoteKeys(String signer) {
                return remoteKey != null && signer.equals(SignerName.DEFAULT) ? List.of(remoteKey) : List.of();
            }
        }, InstantSource.fixed(NOW));
    }

    private static Map<String, SignerSettings> read(Map<String, String> properties) {
        return read(properties, Map.of(), null);
    }

    private static void assertRefused(Map<String, String> properties) {
        assertThatThrownBy(() -> read(properties)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void emptyConfiguration_hasNoSigner() {
        assertThat(read(Map.of())).isEmpty();
        assertThat(read(Map.of(PREFIX + "devservices.enabled", "false", PREFIX + "devservices.port", "1"))).isEmpty();
        assertThat(read(Map.of(PREFIX + "gate.expires-in", "5m"))).as("of a gate").isEmpty();
    }

    /** The property counts as missing. Its other text may be secret. */
    @Test
    void expressionWithoutAValue_isNamed() {
        SmallRyeConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(Map.of(
                        PREFIX + "press.url", "https://${PRESS_HOST:press}.${PRESS_DOMAIN}",
                        PREFIX + "press.key-pair-id", "${PRESS_KEY:K1}",
                        PREFIX + "press.private-key", "MIGHAgEA${PRESS_SECRET}",
                        PREFIX + "press.expires-in", "5m",
                        "quarkus.other.password", "${OTHER_SECRET}"), "test", 250))
                .build();
        ClassLoader own = new ClassLoader(getClass().getClassLoader()) {
        };
        Thread.currentThread().setContextClassLoader(own);
        ConfigProviderResolver.instance().registerConfig(config, own);
        ConfigurationProblems problems = new ConfigurationProblems();
        problems.add(PREFIX + "\"press\".url", "is missing");
        try {
            assertThatThrownBy(problems::throwIfAny).message().contains(
                    "press.url has the expression ${PRESS_DOMAIN}, which has no value. Set PRESS_DOMAIN",
                    "press.private-key has the expression ${PRESS_SECRET}, which has no value. Set PRESS_SECRET")
                    .doesNotContain("PRESS_HOST", "PRESS_KEY", "MIGHAgEA", "expires-in", "OTHER_SECRET");
        } finally {
            ConfigProviderResolver.instance().releaseConfig(config);
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    /** Otherwise an application that does not use signers would start with a mistake in their configuration. */
    @Test
    void anyPropertyOfASigner_isNoticed() {
        assertThat(isAnySet(Map.of())).isFalse();
        assertThat(isAnySet(Map.of(PREFIX + "devservices.enabled", "false", PREFIX + "gate.expires-in", "5m"))).isFalse();
        for (String property : List.of("url", "key-pair-id", "private-key", "private-key-location", "credentials-provider",
                "keys.\"K2\".active-from")) {
            assertThat(isAnySet(Map.of(PREFIX + property, "x"))).as(property).isTrue();
            assertThat(isAnySet(Map.of(PREFIX + "media." + property, "x"))).as(property).isTrue();
        }
        assertThat(isAnySet(Map.of(PREFIX + "media.expires-in", "5m"))).isTrue();
    }

    private static boolean isAnySet(Map<String, String> properties) {
        return SignerConfigurations.isAnySet(TestConfiguration.of(properties));
    }

    @Test
    void urlKeyPairIdAndKey_makeASigner() {
        SignerSettings signer = read(valid()).get(SignerName.DEFAULT);

        assertThat(signer.guard().url("/a")).isEqualTo("https://media.example.com/a");
        assertThat(signer.keys().activeKeyPairId()).isEqualTo("K2JCJMDEHXQW5F");
        assertThat(signer.expiry().expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void namedSigner_hasItsOwnSettings() {
        Map<String, String> properties = valid();
        properties.put(PREFIX + "\"media\".url", "https://video.example.com:8443/");
        properties.put(PREFIX + "\"media\".key-pair-id", "K2");
        properties.put(PREFIX + "\"media\".private-key", base64(rsa.getPrivate()));
        properties.put(PREFIX + "\"media\".hash-algorithm", "SHA1");
        properties.put(PREFIX + "\"media\".expires-in", "PT1H");
        properties.put(PREFIX + "\"media\".allowed-hosts", "old.example.com,d111111abcdef8.cloudfront.net");

        Map<String, SignerSettings> signers = read(properties);

        assertThat(signers).containsOnlyKeys(SignerName.DEFAULT, "media");
        SignerSettings media = signers.get("media");
        assertThat(media.keys().activeKeyPairId()).isEqualTo("K2");
        assertThat(media.guard().url("/a")).isEqualTo("https://video.example.com:8443/a");
        assertThat(media.guard().url("https://old.example.com/a")).isEqualTo("https://old.example.com/a");
        assertThat(media.expiry().expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void environmentVariables_configureSigners() {
        Map<String, SignerSettings> signers = read(Map.of(), Map.of(
                "QUARKUS_CLOUDFRONT_SIGNER_URL", "https://media.example.com",
                "QUARKUS_CLOUDFRONT_SIGNER_KEY_PAIR_ID", "K1",
                "QUARKUS_CLOUDFRONT_SIGNER_PRIVATE_KEY", base64(ec.getPrivate()),
                "QUARKUS_CLOUDFRONT_SIGNER__MEDIA__URL", "https://video.example.com",
                "QUARKUS_CLOUDFRONT_SIGNER__MEDIA__KEY_PAIR_ID", "K2",
                "QUARKUS_CLOUDFRONT_SIGNER__MEDIA__PRIVATE_KEY", base64(rsa.getPrivate())), null);

        assertThat(signers.get(SignerName.DEFAULT).keys().activeKeyPairId()).isEqualTo("K1");
        assertThat(signers.get("media").keys().activeKeyPairId()).isEqualTo("K2");
    }

    @Test
    void environmentVariable_takesPrecedenceOverAFile() {
        Map<String, SignerSettings> signers = read(valid(), Map.of("QUARKUS_CLOUDFRONT_SIGNER_KEY_PAIR_ID", "KFROMENV"), null);

        assertThat(signers.get(SignerName.DEFAULT).keys().activeKeyPairId()).isEqualTo("KFROMENV");
    }

    @Test
    void lifetimeUpToTheLastSecond_isAccepted() {
        long left = 99_999_999_999L - NOW.getEpochSecond();

        assertThat(read(valid("expires-in", "PT" + left + "S")).get(SignerName.DEFAULT).expiry().expiresAt())
                .isEqualTo(Instant.ofEpochSecond(99_999_999_999L));
        assertRefused(valid("expires-in", "PT" + (left + 1) + "S"));
    }

    @Test
    void reloadPeriodOfOneSecond_isAccepted(@TempDir Path directory) throws IOException {
        Map<String, String> properties = valid("reload-period", "PT1S");
        properties.remove(PREFIX + "private-key");
        properties.put(PREFIX + "private-key-location",
                Files.writeString(directory.resolve("key.pem"), base64(ec.getPrivate())).toString());

        assertThat(read(properties).get(SignerName.DEFAULT).reloadPeriod()).contains(Duration.ofSeconds(1));
    }

    @Test
    void signatureCacheSize_isRead() {
        assertThat(read(valid()).get(SignerName.DEFAULT).cacheSize()).isEqualTo(1000);
        assertThat(read(valid("signature-cache.max-size", "0")).get(SignerName.DEFAULT).cacheSize()).isZero();
    }

    @Test
    void keyPairId_isReadFromTheDirectoryOfTheKey(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("private-key.pem"), ec.getPrivate().getEncoded());
        Files.writeString(directory.resolve("key-pair-id"), "KBESIDE");
        Map<String, String> properties = without("private-key");
        properties.remove(PREFIX + "key-pair-id");
        properties.put(PREFIX + "private-key-location", directory.toString());
        assertThat(read(properties).get(SignerName.DEFAULT).keys().activeKeyPairId()).isEqualTo("KBESIDE");
    }

    @Test
    void message_showsNoPartOfTheKey() {
        String key = base64(ec.getPrivate());

        assertThatThrownBy(() -> read(valid("private-key", key.substring(0, key.length() - 12))))
                .isInstanceOfSatisfying(ConfigurationException.class, e -> {
                    assertThat(e.getMessage()).doesNotContain(key.substring(0, 20)).contains(PREFIX + "private-key ");
                    assertThat(e.getConfigKeys()).containsExactly(PREFIX + "private-key");
                });
    }

    @Test
    void signingKeyBean_replacesTheConfiguredKey() {
        SigningKey own = TestKey.of("KOWN");

        assertThat(read(Map.of(PREFIX + "url", "https://media.example.com"), Map.of(), own).get(SignerName.DEFAULT).keys()
                .activeKeyPairId()).isEqualTo("KOWN");
    }

    @Test
    void signingKeyBeanWithoutAlgorithm_isRefused() {
        Map<String, String> properties = Map.of(PREFIX + "url", "https://media.example.com");

        assertThatThrownBy(() -> read(properties, Map.of(), new TestKey("K1", null, policy -> null)))
                .hasMessageContaining("whose algorithm() returns null. Return the algorithm of the key");
    }
}
