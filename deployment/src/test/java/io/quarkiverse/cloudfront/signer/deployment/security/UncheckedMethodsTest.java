package io.quarkiverse.cloudfront.signer.deployment.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.arc.Unremovable;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * An application without a security extension only signs for everybody if it says so.
 */
class UncheckedMethodsTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class, PermittedPictures.class, Links.class, Picture.class))
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-rest-jackson", System.getProperty("version.quarkus"))))
            .assertBuildException(UncheckedMethodsTest::assertReport);

    private static void assertReport(Throwable failure) {
        List<String> problems = failure.getMessage().lines().filter(line -> line.startsWith(" - ")).distinct()
                .toList();
        for (String method : List.of("Pictures#url", "Pictures#grant", "Pictures#cookies", "Pictures#object", "Pictures#admins",
                "Links#url")) {
            assertThat(problems).filteredOn(problem -> problem.contains("UncheckedMethodsTest$" + method)).as(method)
                    .singleElement().asString().contains("signs for anonymous callers, because the application does not have "
                            + "a security extension. Add one, such as quarkus-oidc", "@PermitAll",
                            "set quarkus.cloudfront-signer.allow-anonymous=true");
        }
        assertThat(problems).hasSize(6);
    }

    @Test
    void build_fails() {
        fail("the build was to fail");
    }

    public record Picture(@SignedResource String url) {
    }

    @Path("/pictures")
    public static class Pictures {

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.jpg";
        }

        @GET
        @Path("grant")
        @SignedResource(resource = "/*")
        public String grant() {
            return "/a.jpg";
        }

        @GET
        @Path("cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public String cookies() {
            return "welcome";
        }

        @GET
        @Path("object")
        public Picture object() {
            return new Picture("/a.jpg");
        }

        @GET
        @Path("admins")
        @RolesAllowed("admin")
        @SignedResource
        public String admins() {
            return "/a.jpg";
        }

        @GET
        @Path("permitted")
        @PermitAll
        @SignedResource
        public String permitted() {
            return "/a.jpg";
        }
    }

    @Path("/permitted")
    @PermitAll
    @SignedResource
    public static class PermittedPictures {

        @GET
        public String url() {
            return "/a.jpg";
        }
    }

    @Unremovable
    @ApplicationScoped
    public static class Links {

        @SignedResource
        public String url() {
            return "/a.jpg";
        }
    }
}
