package io.quarkiverse.cloudfront.signer.deployment.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Signed fields of classes that are not indexed, in an application without other signed fields.
 */
@Tag("nightly")
class UnindexedModuleTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, CapturedLog.class)
                    .addAsResource(unseen("Photo"), "Photo").addAsResource(unseen("Poster"), "Poster"));

    private static ByteArrayAsset unseen(String name) {
        try (InputStream bytes = UnindexedModuleTest.class.getResourceAsStream("UnindexedObjects$" + name + ".class")) {
            return new ByteArrayAsset(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "record", "getter", "list" })
    void signedFieldThatTheBuildDidNotSee_failsTheResponse(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/unindexed/" + method);
            assertThat(answer.asString()).doesNotContain("a.txt");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(log.text()).contains("#url has @SignedResource, but the build does not know the class, because its "
                    + "module does not have a Jandex index");
        }
    }

    @PermitAll
    @Path("/unindexed")
    public static class Resource {

        private static final Class<?> PHOTO = define("Photo");
        private static final Class<?> POSTER = define("Poster");

        private static Class<?> define(String name) {
            try (InputStream bytes = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
                return MethodHandles.lookup().defineClass(bytes.readAllBytes());
            } catch (IOException | IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Object make(Class<?> type) throws ReflectiveOperationException {
            return type.getDeclaredConstructor(String.class).newInstance("/a.txt");
        }

        @GET
        @Path("record")
        public Object photo() throws ReflectiveOperationException {
            return make(PHOTO);
        }

        @GET
        @Path("getter")
        public Object poster() throws ReflectiveOperationException {
            return make(POSTER);
        }

        @GET
        @Path("list")
        public Object list() throws ReflectiveOperationException {
            return List.of(make(PHOTO));
        }
    }
}
