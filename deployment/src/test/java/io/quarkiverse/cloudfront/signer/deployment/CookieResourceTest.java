package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The build cannot check a policy resource of cookies that is configured at run time.
 */
@Tag("nightly")
class CookieResourceTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Videos.class))
            .overrideConfigKey("quarkus.cloudfront-signer.\"unknown\".cookies.resource", "/videos/{nope}/*")
            .overrideConfigKey("quarkus.cloudfront-signer.\"malformed\".cookies.resource", "/videos/{id/*")
            .overrideConfigKey("quarkus.cloudfront-signer.\"wide\".cookies.resource", "/videos/{id}.*")
            .overrideConfigKey("quarkus.cloudfront-signer.\"everywhere\".cookies.resource", "*://*/videos/*")
            .overrideConfigKey("quarkus.cloudfront-signer.\"foreign\".cookies.resource", "https://elsewhere.example.com/*")
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class).hasMessageContainingAll(
                    Videos.class.getName() + "#none sets cookies, but does not have a resource. Set one in the annotation, "
                            + "or set quarkus.cloudfront-signer.cookies.resource",
                    "quarkus.cloudfront-signer.\"unknown\".cookies.resource (for " + Videos.class.getName()
                            + "#unknown): the placeholder {nope} is unknown; there are [id], principal and claim.name",
                    "quarkus.cloudfront-signer.\"malformed\".cookies.resource (for " + Videos.class.getName()
                            + "#malformed): the { at index 8 is not closed",
                    "quarkus.cloudfront-signer.\"wide\".cookies.resource (for " + Videos.class.getName()
                            + "#wide): the placeholder {id} shares its path segment with a wildcard",
                    "quarkus.cloudfront-signer.\"everywhere\".cookies.resource (for " + Videos.class.getName()
                            + "#everywhere): Cannot sign \"*://*/videos/*\": its host has a wildcard",
                    "quarkus.cloudfront-signer.\"foreign\".cookies.resource (for " + Videos.class.getName()
                            + "#foreign): Cannot sign \"https://elsewhere.example.com/*\""));

    @Test
    void cookiesWithoutResource_failTheStart() {
        fail("the application has started");
    }

    @Path("/videos/{id}")
    public static class Videos {

        @GET
        @Path("none")
        @SignedResource(delivery = Delivery.COOKIES)
        public void none() {
        }

        @GET
        @Path("unknown")
        @SignedResource(delivery = Delivery.COOKIES, signer = "unknown")
        public void unknown() {
        }

        @GET
        @Path("malformed")
        @SignedResource(delivery = Delivery.COOKIES, signer = "malformed")
        public void malformed() {
        }

        @GET
        @Path("wide")
        @SignedResource(delivery = Delivery.COOKIES, signer = "wide")
        public void wide() {
        }

        @GET
        @Path("everywhere")
        @SignedResource(delivery = Delivery.COOKIES, signer = "everywhere")
        public void everywhere() {
        }

        @GET
        @Path("foreign")
        @SignedResource(delivery = Delivery.COOKIES, signer = "foreign")
        public void foreign() {
        }
    }
}
