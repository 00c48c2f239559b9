package io.quarkiverse.cloudfront.signer.deployment.marks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** A store of the application takes precedence over the configured one, for which the module would be missing. */
@Tag("nightly")
class OwnStoreTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Files.class, OwnStore.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus",
                    System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K1")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key", NewKey.pem(NewKey.p256Pair().getPrivate()))
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.secret", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.store", "arn:aws:cloudfront::111122223333:key-value-store/1");

    @Inject
    Grants grants;

    @Inject
    OwnStore store;

    @Test
    void revocation_isWrittenToIt() {
        store.broken = false;
        String before = sample("stored");
        grants.revoke("", "alice").await().indefinitely();

        assertThat(store.entries).containsOnlyKeys("u/" + grants.mark("", "alice").get(0));
        assertThat(sample("stored")).isNotEqualTo(before);
    }

    /** The counter exists from the beginning, so that an alert notices the first one. */
    @Test
    void lostRevocation_isCounted() {
        store.broken = true;
        assertThat(sample("not_stored")).endsWith(" 0.0");

        assertThatThrownBy(() -> grants.revoke("", "bob").await().indefinitely())
                .isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.REVOCATION_NOT_STORED);

        assertThat(sample("not_stored")).endsWith(" 1.0");
    }

    private static String sample(String outcome) {
        return given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString().lines()
                .filter(line -> line.startsWith("cloudfront_signer_revocations_total{outcome=\"" + outcome + "\"")).findFirst()
                .orElseThrow();
    }

    @Singleton
    public static class OwnStore implements RevocationStore {

        final Map<String, String> entries = new ConcurrentHashMap<>();
        volatile boolean broken;

        @Override
        public Uni<Void> put(Map<String, String> added) {
            if (broken) {
                throw new IllegalStateException("no connection");
            }
            entries.putAll(added);
            return Uni.createFrom().voidItem();
        }
    }

    @PermitAll
    @Path("/files")
    public static class Files {

        @GET
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }
}
