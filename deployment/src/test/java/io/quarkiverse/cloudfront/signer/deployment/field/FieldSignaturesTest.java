package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * How often, and on which thread, a key is called for the fields of one response. The key is remote: the event loop may call
 * it, but must not wait for it.
 */
class FieldSignaturesTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(TestSignatures.class, Resource.class, Photo.class, CountingKey.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example");

    @Inject
    CountingKey counted;

    @ParameterizedTest
    @CsvSource({
            // method, URLs, signatures, of them requested on the event loop, written on the event loop
            "one, 100, 1, 0, false",
            "one-uni, 100, 1, 1, true",
            "one-multi, 100, 1, 1, true",
            "redirect, 0, 1, 0, false",
            "each, 100, 100, 0, false",
            "each-uni, 100, 100, 0, false",
            "each-multi, 100, 100, 0, false",
            "empty, 0, 0, 0, false",
            "empty-with-resource, 0, 1, 1, false",
    })
    void response_hasTheExpectedSignatures(String method, int urls, int signatures, int onLoop, boolean writtenOnLoop) {
        counted.signatures.set(0);
        counted.onLoop.set(0);
        counted.writtenOnLoop = null;
        // signatures are cached, and a call within the same second would use that of another call
        String body = given().redirects().follow(false).get("/counted/{path}/{method}", method, method).asString();
        assertThat(body.split("Signature=", -1)).hasSize(urls + 1);
        assertThat(counted.signatures).hasValue(signatures);
        assertThat(counted.onLoop).hasValue(onLoop);
        assertThat(counted.writtenOnLoop).isEqualTo(urls == 0 ? null : writtenOnLoop);
    }

    public static class Photo {

        private final CountingKey counted;
        private final String path;

        Photo(CountingKey counted, String path) {
            this.counted = counted;
            this.path = path;
        }

        @SignedResource
        public URI getImage() {
            counted.writtenOnLoop = !BlockingOperationControl.isBlockingAllowed();
            return URI.create(path);
        }
    }

    @Singleton
    public static class CountingKey implements SigningKey {

        final AtomicInteger signatures = new AtomicInteger();
        final AtomicInteger onLoop = new AtomicInteger();
        volatile Boolean writtenOnLoop;

        @Override
        public String keyPairId() {
            return "K1";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            signatures.incrementAndGet();
            if (!BlockingOperationControl.isBlockingAllowed()) {
                onLoop.incrementAndGet();
            }
            return Uni.createFrom().item(TestSignatures.ecdsa());
        }
    }

    @PermitAll
    @Path("/counted/{path}")
    public static class Resource {

        private final CountingKey counted;
        private final UriInfo uri;

        Resource(CountingKey counted, UriInfo uri) {
            this.counted = counted;
            this.uri = uri;
        }

        private String granted() {
            return "/granted/" + uri.getPathParameters().getFirst("path");
        }

        private List<Photo> photos() {
            List<Photo> photos = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                photos.add(new Photo(counted, granted() + "/" + i + ".txt"));
            }
            return photos;
        }

        @GET
        @Path("one")
        @SignedResource(resource = "/granted/{path}/*")
        public List<Photo> one() {
            return photos();
        }

        @GET
        @Path("one-uni")
        @SignedResource(resource = "/granted/{path}/*")
        public Uni<List<Photo>> oneUni() {
            return Uni.createFrom().item(photos());
        }

        @GET
        @Path("one-multi")
        @SignedResource(resource = "/granted/{path}/*")
        public Multi<Photo> oneMulti() {
            return Multi.createFrom().iterable(photos());
        }

        @GET
        @Path("redirect")
        @SignedResource(resource = "/granted/{path}/*")
        public RestResponse<List<Photo>> redirect() {
            return RestResponse.temporaryRedirect(URI.create(granted() + "/a.txt"));
        }

        @GET
        @Path("each")
        public List<Photo> each() {
            return photos();
        }

        @GET
        @Path("each-uni")
        public Uni<List<Photo>> eachUni() {
            return Uni.createFrom().item(photos());
        }

        @GET
        @Path("each-multi")
        public Multi<Photo> eachMulti() {
            return Multi.createFrom().iterable(photos());
        }

        @GET
        @Path("empty")
        public Uni<List<Photo>> empty() {
            return Uni.createFrom().item(List.of());
        }

        @GET
        @Path("empty-with-resource")
        @SignedResource(resource = "/granted/{path}/*")
        public Uni<List<Photo>> emptyWithResource() {
            return Uni.createFrom().item(List.of());
        }
    }
}
