package io.quarkiverse.cloudfront.signer.deployment.marks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.mark.KeyValueStores;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** A store that forgets revocations before everything that was signed has expired. */
@Tag("nightly")
class ForgottenRevocationsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Photos.class, Photo.class, Stores.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K1")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.secret", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.store", "a store")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.keep-revocations", "2d")
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("quarkus.cloudfront-signer.marks.keep-revocations is PT48H. "
                            + Photo.class.getName() + "#image grants access for PT168H, so revoked logins would be accepted "
                            + "again. Set it to at least PT168H"));

    @Test
    void start_fails() {
        Assertions.fail("the application started");
    }

    @Singleton
    public static class Stores implements KeyValueStores {

        @Override
        public RevocationStore open(String name, Duration kept) {
            return entries -> Uni.createFrom().voidItem();
        }
    }

    public record Photo(@SignedResource(expiresIn = "7d") String image) {
    }

    @Path("/photo")
    public static class Photos {

        @GET
        public Photo photo() {
            return new Photo("/a.jpg");
        }
    }
}
