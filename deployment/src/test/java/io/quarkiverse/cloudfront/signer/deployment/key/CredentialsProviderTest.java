package io.quarkiverse.cloudfront.signer.deployment.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Keys that only the application's credentials providers know.
 */
class CredentialsProviderTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(NewKey.class, Vault.class, Store.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.cloudfront-signer.credentials-provider", "cloudfront/default")
            .overrideConfigKey("quarkus.cloudfront-signer.credentials-provider-name", "vault")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".key-pair-id", "KMEDIA")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".credentials-provider", "media")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".credentials-provider-name", "store");

    @Inject
    CloudFrontSigner defaultSigner;

    @SignerName("media")
    CloudFrontSigner media;

    @Test
    void eachSigner_usesItsOwnProvider() {
        assertThat(defaultSigner.sign("/a.txt").toString()).contains("&Key-Pair-Id=KVAULT&");
        assertThat(media.sign("/a.txt").toString()).contains("&Key-Pair-Id=KMEDIA&");
    }

    @Named("vault")
    @ApplicationScoped
    public static class Vault implements CredentialsProvider {

        @Override
        public Uni<Map<String, String>> getCredentialsAsync(String name) {
            assertThat(name).isEqualTo("cloudfront/default");
            return Uni.createFrom().item(Map.of("private-key", NewKey.p256(), "key-pair-id", "KVAULT"));
        }
    }

    /**
     * Blocks, so Quarkus calls it on a worker thread.
     */
    @Named("store")
    @ApplicationScoped
    public static class Store implements CredentialsProvider {

        @Override
        public Map<String, String> getCredentials(String name) {
            assertThat(name).isEqualTo("media");
            return Map.of("private-key", NewKey.p256());
        }
    }
}
