package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
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

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyListing;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

/**
 * Keys whose location begins with {@code aws-kms:}.
 */
class KmsLocationTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final String K2 = PREFIX + "keys.\"K2\".";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static KeyPair pair;

    private final Map<String, String> properties = new HashMap<>();
    private final List<String> opened = new ArrayList<>();
    private Optional<AwsKms> service = Optional.of(this::open);

    @TempDir
    Path directory;

    @BeforeAll
    static void makeKey() {
        pair = NewKey.p256Pair();
    }

    @BeforeEach
    void configure() {
        properties.put(PREFIX + "url", "https://media.example.com");
        properties.put(PREFIX + "key-pair-id", "K1");
        properties.put(PREFIX + "private-key-location", "aws-kms:alias/media");
    }

    private AwsKms.Key open(String keyPairId, String key) throws UnusableKeyException {
        if (key.equals("alias/elsewhere")) {
            throw new UnusableKeyException("names a KMS key that cannot be used");
        }
        opened.add(keyPairId + " " + key);
        return new Key(keyPairId, key.equals("alias/media-2") ? NewKey.p256Pair().getPublic() : pair.getPublic());
    }

    private record Key(String keyPairId, PublicKey publicKey) implements AwsKms.Key {

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().item(new byte[0]);
        }
    }

    private SignerSettings read() {
        return TestConfiguration.read(TestConfiguration.of(properties), new TestApplicationKeys() {

            @Override
            public Optional<AwsKms> awsKms() {
                return service;
            }
        }, InstantSource.fixed(NOW)).get(SignerName.DEFAULT);
    }

    private void assertRefused(String... messages) {
        assertThatThrownBy(this::read).isInstanceOf(ConfigurationException.class)
                .hasMessage("The CloudFront signers cannot start:\n - " + String.join("\n - ", messages));
    }

    @Test
    void location_isOpenedInKms() {
        List<KeyListing> keys = read().keys().list();

        assertThat(opened).containsExactly("K1 alias/media");
        assertThat(keys).singleElement().satisfies(key -> {
            assertThat(key.keyPairId()).isEqualTo("K1");
            assertThat(key.source()).isEqualTo("private-key-location");
            assertThat(key.location()).isEqualTo("aws-kms:alias/media");
            assertThat(key.publicKey()).isEqualTo(PublicKeys.pem(pair.getPublic()));
        });
    }

    @Test
    void furtherKey_isOpenedInKms() {
        properties.put(K2 + "private-key-location", "aws-kms:alias/media-2");
        properties.put(K2 + "active-from", "2026-12-01T00:00:00Z");

        assertThat(read().keys().list()).extracting(KeyListing::state).containsExactly(KeyListing.State.ACTIVE,
                KeyListing.State.NEXT);
        assertThat(opened).containsExactly("K1 alias/media", "K2 alias/media-2");
    }

    @Test
    void applicationWithoutTheModule_isToldTheDependency() {
        service = Optional.empty();

        assertRefused(PREFIX + "private-key-location names a key in AWS KMS, but the application does not have the module that "
                + "calls it. Add the dependency io.quarkiverse.cloudfront:quarkus-cloudfront-signer-aws");
    }

    @Test
    void missingKeyPairId_isReported() {
        properties.remove(PREFIX + "key-pair-id");

        assertRefused(PREFIX + "key-pair-id is missing; set it to the ID that CloudFront gave the public key, such as "
                + "K2JCJMDEHXQW5F");
        assertThat(opened).isEmpty();
    }

    @Test
    void wrongKeyPairId_isReported() {
        properties.put(PREFIX + "key-pair-id", "K-1");

        assertRefused(PREFIX + "key-pair-id must be letters and digits, such as K2JCJMDEHXQW5F");
        assertThat(opened).isEmpty();
    }

    @Test
    void sha1_isRefused() {
        properties.put(PREFIX + "hash-algorithm", "SHA1");

        assertRefused(PREFIX + "hash-algorithm is SHA1, with which AWS KMS does not sign. Set it to SHA256");
        assertThat(opened).isEmpty();
    }

    @Test
    void keyThatCannotBeOpened_failsTheStart() {
        properties.put(PREFIX + "private-key-location", "aws-kms:alias/elsewhere");

        assertRefused(PREFIX + "private-key-location names a KMS key that cannot be used");
    }

    @Test
    void publicKeyOfAnotherPair_failsTheStart() throws Exception {
        Path file = directory.resolve("public-key.pem");
        properties.put(PREFIX + "public-key-location", file.toString());
        Files.writeString(file, PublicKeys.pem(pair.getPublic()));
        assertThat(read()).isNotNull();

        Files.writeString(file, PublicKeys.pem(NewKey.p256Pair().getPublic()));
        assertRefused(
                PREFIX + "public-key-location is not the public key of private-key-location. Set the key whose public key "
                        + "CloudFront has as key pair K1");
    }
}
