package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
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
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyListing;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;

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

    private AwsKms.Key open(String keyPairId, String key) {
        opened.add(keyPairId + " " + key);
        return new KmsKey(keyPairId, key.equals("alias/media-2") ? NewKey.p256Pair().getPublic() : pair.getPublic());
    }

    private SignerSettings read() {
        return TestConfiguration.read(TestConfiguration.of(properties), new TestApplicationKeys() {

            @Override
            public Optional<AwsKms> awsKms() {
                return Optional.of(KmsLocationTest.this::open);
            }
        }, InstantSource.fixed(NOW)).get(SignerName.DEFAULT);
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
    void publicKeyOfThePair_isAccepted(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("public-key.pem"), PublicKeys.pem(pair.getPublic()));
        properties.put(PREFIX + "public-key-location", file.toString());

        assertThat(read()).isNotNull();
    }
}
