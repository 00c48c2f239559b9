package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.arc.Unremovable;
import io.quarkus.test.QuarkusUnitTest;

/**
 * If the configuration of methods is missing or wrong, the application does not start, and one report lists all problems.
 */
class StartFailureTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Service.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.enabled", "false")
            .overrideConfigKey("gallery.text", "soon")
            .overrideConfigKey("gallery.secret", "-----BEGIN PRIVATE KEY----- MEECAQAw")
            .overrideConfigKey("gallery.zero", "0s")
            .overrideConfigKey("gallery.long", "1200000d")
            .assertException(StartFailureTest::assertReport);

    private static void assertReport(Throwable failure) {
        assertThat(failure).hasMessageContaining("The CloudFront signers cannot start:");
        List<String> problems = failure.getMessage().lines().filter(line -> line.startsWith(" - ")).toList();
        String service = " - " + Service.class.getName() + "#";
        assertThat(problems)
                .contains(service + "unconfigured needs a signer. The signer \"media\" is not configured: set "
                        + "quarkus.cloudfront-signer.\"media\".url, quarkus.cloudfront-signer.\"media\".key-pair-id and "
                        + "quarkus.cloudfront-signer.\"media\".private-key-location")
                .anySatisfy(problem -> assertThat(problem).startsWith(service + "missing").contains("gallery.missing",
                        "is not set"))
                .anySatisfy(problem -> assertThat(problem).startsWith(service + "text")
                        .contains("is not a duration. Use a value such as 15m or PT1H"))
                .anySatisfy(problem -> assertThat(problem).startsWith(service + "secret")
                        .endsWith("is not a duration. Use a value such as 15m or PT1H"))
                .anySatisfy(problem -> assertThat(problem).startsWith(service + "zero")
                        .contains("it must be at least one second"))
                .anySatisfy(problem -> assertThat(problem).startsWith(service + "tooLong").contains("5138"));
    }

    @Test
    void invalidConfiguration_failsTheStart() {
        fail("the start was to fail");
    }

    @Unremovable
    @ApplicationScoped
    @PermitAll
    public static class Service {

        @SignedResource(signer = "media")
        String unconfigured() {
            return "/a.txt";
        }

        @SignedResource(expiresIn = "${gallery.missing}")
        String missing() {
            return "/a.txt";
        }

        @SignedResource(expiresIn = "${gallery.text}")
        String text() {
            return "/a.txt";
        }

        @SignedResource(expiresIn = "${gallery.secret}")
        String secret() {
            return "/a.txt";
        }

        @SignedResource(expiresIn = "${gallery.zero}")
        String zero() {
            return "/a.txt";
        }

        @SignedResource(expiresIn = "${gallery.long}")
        String tooLong() {
            return "/a.txt";
        }
    }
}
