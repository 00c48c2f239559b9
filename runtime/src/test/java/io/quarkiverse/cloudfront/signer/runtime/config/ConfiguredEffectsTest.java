package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.EncryptedKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

/**
 * Each property affects its own setting and no other.
 */
class ConfiguredEffectsTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final String RIGHT = "correct horse";
    private static final KeyPair KEY = NewKey.p256Pair();

    @TempDir
    Path directory;

    /** The properties of an encrypted key, and the prefix of its passphrase's property. */
    enum Place {
        PROPERTY(""),
        FILE(""),
        CREDENTIALS(""),
        FURTHER_KEY("keys.\"K2\".");

        private final String prefix;

        Place(String prefix) {
            this.prefix = prefix;
        }

        Map<String, String> configure(String pem, Path directory) throws IOException {
            Map<String, String> properties = new HashMap<>();
            properties.put("url", "https://media.example.com");
            properties.put("key-pair-id", "K1");
            switch (this) {
                case PROPERTY -> properties.put("private-key", pem);
                case FILE ->
                    properties.put("private-key-location", Files.writeString(directory.resolve("key.pem"), pem).toString());
                case CREDENTIALS -> properties.put("credentials-provider", pem);
                case FURTHER_KEY -> {
                    properties.put("private-key", NewKey.pem(KEY.getPrivate()));
                    properties.put("keys.\"K2\".active-from", "2026-12-01T00:00:00Z");
                    properties.put("keys.\"K2\".private-key", pem);
                }
            }
            return properties;
        }
    }

    @ParameterizedTest
    @EnumSource
    void passphrase_decryptsTheKey(Place place) throws IOException {
        Map<String, String> properties = place.configure(EncryptedKey.pem(NewKey.p256Pair().getPrivate(), RIGHT), directory);
        String property = place.prefix + "private-key-passphrase";

        assertThatThrownBy(() -> read(properties)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is encrypted; set private-key-passphrase");
        properties.put(property, "wrong horse");
        assertThatThrownBy(() -> read(properties)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be decrypted with this private-key-passphrase");
        properties.put(property, RIGHT);
        assertThat(read(properties).keys().activeKeyPairId()).isEqualTo("K1");
    }

    @Test
    void passphraseOfTheSigner_isNotUsedForAFurtherKey() throws IOException {
        Map<String, String> properties = Place.FURTHER_KEY.configure(EncryptedKey.pem(NewKey.p256Pair().getPrivate(), RIGHT),
                directory);
        properties.put("private-key-passphrase", RIGHT);

        assertThatThrownBy(() -> read(properties))
                .hasMessageContaining(PREFIX + "keys.\"K2\".private-key is encrypted; set private-key-passphrase");
    }

    @ParameterizedTest
    @CsvSource({ "STRICT,true,true", "LAX,false,true", "LAX,true,false", "NONE,true,false" })
    void cookieAttributes_areThoseConfigured(SameSite sameSite, boolean secure, boolean httpOnly) {
        Map<String, String> properties = valid();
        properties.put("cookies.domain", "example.com");
        properties.put("cookies.path", "/images/");
        properties.put("cookies.same-site", sameSite.name().toLowerCase(Locale.ROOT));
        properties.put("cookies.secure", Boolean.toString(secure));
        properties.put("cookies.http-only", Boolean.toString(httpOnly));
        properties.put("cookies.resource", "/images/*");

        SignerSettings settings = read(properties);

        assertThat(settings.cookies())
                .isEqualTo(
                        new CookieAttributes(Optional.of("example.com"), Optional.of("/images/"), sameSite, secure, httpOnly));
        assertThat(settings.cookieResource()).hasValue("/images/*");
    }

    @Test
    void cookieAttributes_haveSafeDefaults() {
        assertThat(read(valid()).cookies())
                .isEqualTo(new CookieAttributes(Optional.empty(), Optional.empty(), SameSite.LAX, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = { "classpath:keys/private.pem", "classpath:/keys/private.pem" })
    void keysOnTheClassPath_areRead(String location) throws IOException {
        Files.createDirectory(directory.resolve("keys"));
        Files.writeString(directory.resolve("keys/private.pem"), "Key-Pair-Id: KRESOURCE\n" + NewKey.pem(KEY.getPrivate()));
        Files.writeString(directory.resolve("keys/public.pem"), publicPem(KEY));
        Files.writeString(directory.resolve("keys/other.pem"), publicPem(NewKey.p256Pair()));
        Map<String, String> properties = valid();
        properties.remove("key-pair-id");
        properties.remove("private-key");
        properties.put("private-key-location", location);
        properties.put("public-key-location", "classpath:keys/public.pem");

        SignerSettings settings = withResources(() -> read(properties));
        assertThat(settings.keys().activeKeyPairId()).isEqualTo("KRESOURCE");
        assertThat(settings.keys().mayChange()).isFalse();
        assertThat(settings.keys().list()).singleElement()
                .satisfies(key -> assertThat(key.publicKey()).isEqualTo(publicPem(KEY)));

        properties.put("public-key-location", "classpath:keys/other.pem");
        assertThatThrownBy(() -> withResources(() -> read(properties)))
                .hasMessageContaining(PREFIX + "public-key-location is not the public key of private-key-location");
        properties.put("public-key-location", "classpath:keys/none.pem");
        assertThatThrownBy(() -> withResources(() -> read(properties)))
                .hasMessageContaining(
                        PREFIX + "public-key-location names classpath:keys/none.pem, which is not on the class path");
    }

    private interface Reading {

        SignerSettings read();
    }

    private SignerSettings withResources(Reading reading) throws MalformedURLException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] { directory.toUri().toURL() }, before));
        try {
            return reading.read();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static String publicPem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static Map<String, String> valid() {
        return new HashMap<>(Map.of("url", "https://media.example.com", "key-pair-id", "K1", "private-key",
                Base64.getEncoder().encodeToString(NewKey.pem(KEY.getPrivate()).getBytes(StandardCharsets.US_ASCII))));
    }

    private static SignerSettings read(Map<String, String> properties) {
        Map<String, String> named = new HashMap<>();
        properties.forEach((name, value) -> named.put(PREFIX + name, value));
        return TestConfiguration.read(TestConfiguration.of(named), new Vault(),
                InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"))).get(SignerName.DEFAULT);
    }

    /** Returns the key of each name. */
    private static final class Vault extends TestApplicationKeys {

        @Override
        public Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName) {
            return Optional.of(new CredentialsProvider() {

                @Override
                public Uni<Map<String, String>> getCredentialsAsync(String name) {
                    return Uni.createFrom().item(Map.of("private-key", name));
                }
            });
        }
    }
}
