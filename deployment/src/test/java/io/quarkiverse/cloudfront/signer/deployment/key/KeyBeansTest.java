package io.quarkiverse.cloudfront.signer.deployment.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * The signer for which each {@link SigningKey} bean signs, and keys that only the application's credentials providers know.
 */
class KeyBeansTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(FixedKey.class, DefaultKey.class, MediaKeys.class,
                    NewKey.class, Vault.class, Store.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".keys.\"KSECOND\".active-from", "2026-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".keys.\"KTHIRD\".active-from", "2100-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.\"vault\".url", "https://vault.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"vault\".credentials-provider", "cloudfront/vault")
            .overrideConfigKey("quarkus.cloudfront-signer.\"vault\".credentials-provider-name", "vault")
            .overrideConfigKey("quarkus.cloudfront-signer.\"store\".url", "https://store.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"store\".key-pair-id", "KSTORE")
            .overrideConfigKey("quarkus.cloudfront-signer.\"store\".credentials-provider", "store")
            .overrideConfigKey("quarkus.cloudfront-signer.\"store\".credentials-provider-name", "store");

    @Inject
    CloudFrontSigner signer;

    @SignerName("media")
    CloudFrontSigner media;

    @SignerName("vault")
    CloudFrontSigner vault;

    @SignerName("store")
    CloudFrontSigner store;

    @Test
    void unqualifiedBean_signsForTheDefaultSigner() {
        assertThat(signer.sign(signer.policy("/*").build()).keyPairId()).isEqualTo("KDEFAULT");
    }

    @Test
    void beansOfOneSigner_areToldApartByKeyPairId() {
        assertThat(media.sign(media.policy("/*").build()).keyPairId()).isEqualTo("KSECOND");
    }

    @Test
    void signersWithCredentialsProviders_useTheirOwn() {
        assertThat(vault.sign("/a.txt")).contains("&Key-Pair-Id=KVAULT&");
        assertThat(store.sign("/a.txt")).contains("&Key-Pair-Id=KSTORE&");
    }

    @Named("vault")
    @ApplicationScoped
    public static class Vault implements CredentialsProvider {

        @Override
        public Uni<Map<String, String>> getCredentialsAsync(String name) {
            assertThat(name).isEqualTo("cloudfront/vault");
            return Uni.createFrom().item(Map.of("private-key", NewKey.p256(), "key-pair-id", "KVAULT"));
        }
    }

    /** Blocks, so Quarkus calls it on a worker thread. */
    @Named("store")
    @ApplicationScoped
    public static class Store implements CredentialsProvider {

        @Override
        public Map<String, String> getCredentials(String name) {
            assertThat(name).isEqualTo("store");
            return Map.of("private-key", NewKey.p256());
        }
    }

    public abstract static class FixedKey implements SigningKey {

        private final String keyPairId;

        FixedKey(String keyPairId) {
            this.keyPairId = keyPairId;
        }

        @Override
        public String keyPairId() {
            return keyPairId;
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.RSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().item(new byte[256]);
        }
    }

    @Singleton
    public static class DefaultKey extends FixedKey {

        DefaultKey() {
            super("KDEFAULT");
        }
    }

    @Singleton
    public static class MediaKeys {

        @Produces
        @SignerName("media")
        SigningKey third = key("KTHIRD");

        @Produces
        @Singleton
        @SignerName("media")
        SigningKey first() {
            return key("KFIRST");
        }

        @Produces
        @Singleton
        @SignerName("media")
        SigningKey second() {
            return key("KSECOND");
        }

        private static SigningKey key(String keyPairId) {
            return new FixedKey(keyPairId) {
            };
        }
    }
}
