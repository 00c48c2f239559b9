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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
 * Each message about a wrong property has the property's name, the problem, and the remedy.
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

    private static void assertRefused(Map<String, String> properties, String... messages) {
        assertThatThrownBy(() -> read(properties)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The CloudFront signers cannot start:\n - ")
                .hasMessageContainingAll(messages);
    }

    private static void assertRefusedOnly(Map<String, String> properties, String message) {
        assertThatThrownBy(() -> read(properties)).isInstanceOf(ConfigurationException.class)
                .hasMessage("The CloudFront signers cannot start:\n - " + message);
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
    void missingUrlOfSignerWithDot_isReportedWithTheQuotes() {
        assertThatThrownBy(() -> read(Map.of(PREFIX + "\"my.media\".key-pair-id", "K1")))
                .hasMessageContaining(PREFIX + "\"my.media\".url is missing")
                .hasMessageContaining("The signer's name contains a dot. Put it in quotes");
        assertThatThrownBy(() -> read(Map.of(PREFIX + "media.key-pair-id", "K1")))
                .hasMessageContaining(PREFIX + "\"media\".url is missing").message().doesNotContain("contains a dot");
    }

    @Test
    void signerNamedGate_isOneIfItIsConfigured() {
        Map<String, String> properties = valid();
        properties.put(PREFIX + "gate.url", "https://gate.example.com");

        assertRefused(properties, PREFIX + "\"gate\".key-pair-id is missing");
    }

    @Test
    void environmentVariable_takesPrecedenceOverAFile() {
        Map<String, SignerSettings> signers = read(valid(), Map.of("QUARKUS_CLOUDFRONT_SIGNER_KEY_PAIR_ID", "KFROMENV"), null);

        assertThat(signers.get(SignerName.DEFAULT).keys().activeKeyPairId()).isEqualTo("KFROMENV");
    }

    @Test
    void allMistakes_areReportedTogether() {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "url", "ftp://x");
        properties.put(PREFIX + "\"media\".key-pair-id", "not an id");

        assertRefused(properties,
                "quarkus.cloudfront-signer.url must begin with https:// or http://",
                "quarkus.cloudfront-signer.key-pair-id is missing",
                "quarkus.cloudfront-signer.private-key-location is missing",
                "quarkus.cloudfront-signer.\"media\".url is missing",
                "quarkus.cloudfront-signer.\"media\".key-pair-id must be letters and digits, such as K2JCJMDEHXQW5F",
                "quarkus.cloudfront-signer.\"media\".private-key-location is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "url | is missing; set it to the scheme and host of the distribution, such as https://media.example.com",
            "key-pair-id | is missing; set it to the ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F" })
    void missingProperty_isReported(String property, String message) {
        assertRefused(without(property), PREFIX + property + " " + message);
    }

    @Test
    void missingKey_isReported() {
        assertRefusedOnly(without("private-key"), PREFIX
                + "private-key-location is missing; set it to the file with the private key "
                + "(or set private-key or credentials-provider)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\"media\"." })
    void invalidUrl_isReported(String signer) {
        assertRefused(valid(signer + "url", "https://media.example.com/videos"),
                PREFIX + signer + "url must be a scheme and a host without a path");
    }

    @Test
    void pemAsKeyPairId_isReported() {
        assertRefused(valid("key-pair-id", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"), PREFIX
                + "key-pair-id is a private key. Set it to the ID that CloudFront gave the public key, such as "
                + "K2JCJMDEHXQW5F, and set private-key to the key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "expires-in | 0s | is PT0S; it must be at least one second",
            "expires-in | -PT5M | is PT-5M; it must be at least one second",
            "expires-in | PT0.5S | is PT0.5S; it must be at least one second",
            "expires-in | P1200000D | is PT28800000H, which expires after 5138-11-16T09:46:39Z; make it shorter",
            "expiry-window | 0s | is PT0S; it must be at least one second",
            "expiry-window | PT1.5S | is PT1.5S; it must be a whole number of seconds",
            "expiry-window | P1200000D | which expires after 5138" })
    void invalidLifetime_isReported(String property, String value, String message) {
        assertRefused(valid(property, value), PREFIX + property + " ", message);
    }

    @Test
    void lifetimeUpToTheLastSecond_isAccepted() {
        long left = 99_999_999_999L - NOW.getEpochSecond();

        assertThat(read(valid("expires-in", "PT" + left + "S")).get(SignerName.DEFAULT).expiry().expiresAt())
                .isEqualTo(Instant.ofEpochSecond(99_999_999_999L));
        assertRefused(valid("expires-in", "PT" + (left + 1) + "S"), PREFIX + "expires-in is");
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
    void publicKeyAsPrivateKey_isReported() {
        assertRefused(valid("private-key", base64(rsa.getPublic())), PREFIX
                + "private-key is a public key, which belongs in CloudFront. Set the private key of this pair");
    }

    @Test
    void invalidIdOfAGoodKey_isReportedOnce() {
        assertRefusedOnly(valid("key-pair-id", "not an id"),
                PREFIX + "key-pair-id must be letters and digits, such as K2JCJMDEHXQW5F");
    }

    @Test
    void signatureCacheSize_isReadAndChecked() {
        assertThat(read(valid()).get(SignerName.DEFAULT).cacheSize()).isEqualTo(1000);
        assertThat(read(valid("signature-cache.max-size", "0")).get(SignerName.DEFAULT).cacheSize()).isZero();
        assertRefused(valid("signature-cache.max-size", "-1"),
                PREFIX + "signature-cache.max-size is -1; it must not be negative; 0 disables the cache");
    }

    @Test
    void missingCryptoProvider_isReported() {
        assertThat(read(valid("crypto-provider", "jdk"))).isNotEmpty();
        assertRefused(valid("crypto-provider", "accp"), PREFIX + "crypto-provider is accp, but the application does not have "
                + "the Amazon Corretto Crypto Provider, or is a native executable, which cannot use it; add the dependency "
                + "software.amazon.cryptools:AmazonCorrettoCryptoProvider with the classifier of this platform, such as "
                + "linux-x86_64, or set it to auto");
    }

    @Test
    void sha1WithAnEcKey_isReported() {
        assertRefused(valid("hash-algorithm", "SHA1"), PREFIX
                + "private-key is an EC key, and SHA-1 is only supported for RSA keys; set hash-algorithm to SHA256");
    }

    @Test
    void twoSourcesOfOneKey_areReported(@TempDir Path directory) {
        assertRefused(valid("private-key-location", directory.resolve("key.pem").toString()), PREFIX
                + "private-key is set together with private-key-location. Remove one of them");
        assertRefused(valid("credentials-provider", "media"), PREFIX
                + "credentials-provider is set together with private-key. Remove one of them");
    }

    @Test
    void missingCredentialsProvider_isReported() {
        Map<String, String> properties = without("private-key");
        properties.put(PREFIX + "credentials-provider", "media");
        assertRefused(properties, PREFIX + "credentials-provider is set, but the application does not have exactly one "
                + "CredentialsProvider bean. Add an extension for a vault, or set credentials-provider-name");

        properties.put(PREFIX + "credentials-provider-name", "vault");
        assertRefused(properties, PREFIX
                + "credentials-provider-name is set, but the application has no CredentialsProvider bean of this name");
    }

    @Test
    void keyPairId_isReadFromTheDirectoryOfTheKey(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("private-key.pem"), ec.getPrivate().getEncoded());
        Files.writeString(directory.resolve("key-pair-id"), "KBESIDE");
        Map<String, String> properties = without("private-key");
        properties.remove(PREFIX + "key-pair-id");
        properties.put(PREFIX + "private-key-location", directory.toString());
        assertThat(read(properties).get(SignerName.DEFAULT).keys().activeKeyPairId()).isEqualTo("KBESIDE");

        properties.put(PREFIX + "key-pair-id", "KOTHER");
        assertRefused(properties, PREFIX + "key-pair-id is KOTHER, but KBESIDE is stored with the key");
    }

    @Test
    void unreadableFile_isReported(@TempDir Path directory) {
        Map<String, String> properties = without("private-key");
        String property = PREFIX + "private-key-location";

        String message = property + " names the file " + directory.resolve("none.pem") + ", which does not exist";
        properties.put(property, directory.resolve("none.pem").toString());
        assertRefused(properties, message);

        properties.put(PREFIX + "key-pair-id", "not an id");
        assertRefused(properties, message, PREFIX + "key-pair-id must be letters and digits");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "allowed-hosts | https://x.example.com | must be host names such as media.example.com",
            "allowed-hosts | *.example.com | must be host names such as media.example.com",
            "cookies.domain | example.com; Path=/ | must be a domain name such as example.com",
            "cookies.domain | d111111abcdef8.cloudfront.net | is cloudfront.net, for which browsers do not accept cookies",
            "cookies.path | /images/* | must begin with / and must not contain a wildcard",
            "cookies.path | /;Domain=evil.example | must begin with / and must not contain a wildcard",
            "cookies.path | images | must begin with / and must not contain a wildcard",
            "cookies.resource | videos/* | must be a path under url that begins with /, or an absolute URL",
            "url | https://{id}.media.example.com | has an unknown placeholder. Use {claim.name} or {principal}" })
    void invalidHostsAndCookieAttributes_areReported(String property, String value, String message) {
        assertRefused(valid(property, value), PREFIX + property + " " + message);
    }

    @Test
    void insecureCrossSiteCookies_areRejected() {
        Map<String, String> properties = valid("cookies.same-site", "none");
        properties.put(PREFIX + "cookies.secure", "false");

        assertRefused(properties, PREFIX + "cookies.secure must be true with cookies.same-site=none");
    }

    @Test
    void signingKeyBean_replacesTheConfiguredKey() {
        SigningKey own = TestKey.of("KOWN");

        assertThat(read(Map.of(PREFIX + "url", "https://media.example.com"), Map.of(), own).get(SignerName.DEFAULT).keys()
                .activeKeyPairId()).isEqualTo("KOWN");
        assertThatThrownBy(() -> read(valid(), Map.of(), own)).hasMessageContaining(PREFIX
                + "private-key is set, but the application has a SigningKey bean for this signer. Remove one of them");
        assertThatThrownBy(() -> read(Map.of(), Map.of(), own)).hasMessageContaining(PREFIX + "url is missing");
    }

    @Test
    void unusableSigningKeyBean_isReported() {
        Map<String, String> properties = Map.of(PREFIX + "url", "https://media.example.com", PREFIX + "key-pair-id", "K1");

        assertThatThrownBy(() -> read(properties, Map.of(), TestKey.of("K&x=1")))
                .hasMessageContaining("The default signer has a SigningKey bean (" + TestKey.class.getName()
                        + "), whose keyPairId() must be letters and digits, such as K2JCJMDEHXQW5F");
        assertThatThrownBy(() -> read(properties, Map.of(), new TestKey("K1", null, policy -> null)))
                .hasMessageContaining("The default signer has a SigningKey bean (" + TestKey.class.getName()
                        + ") whose algorithm() returns null. Return the algorithm of the key");
        assertThatThrownBy(() -> read(Map.of(PREFIX + "url", "https://media.example.com",
                PREFIX + "public-key-location", "none.pem"), Map.of(), TestKey.of("K1")))
                .hasMessageContaining(PREFIX + "public-key-location names the file none.pem");
    }
}
