package io.quarkiverse.cloudfront.signer.deployment.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * A signer with two keys: it is not clear which one is meant.
 */
@Tag("nightly")
class RemoteKeyBesidePrivateKeyTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Key.class))
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".private-key", "MIIE")
            .assertException(failure -> assertThat(failure).hasMessageContaining(
                    "quarkus.cloudfront-signer.\"media\".private-key is set, but the application has a SigningKey bean for "
                            + "this signer. Remove one of them"));

    @Test
    void signingKeyBeanNextToAPrivateKey_failsTheStart() {
        fail("the start was to fail");
    }

    @Singleton
    @SignerName("media")
    public static class Key implements SigningKey {

        @Override
        public String keyPairId() {
            return "KMEDIA";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.RSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().nullItem();
        }
    }
}
