package io.quarkiverse.cloudfront.signer.kotlin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The messages of a failed build use the terms of Kotlin.
 */
@Tag("nightly")
class KotlinBuildFailureTest {

    private static final String PACKAGE = "io.quarkiverse.cloudfront.signer.kotlin.refused.";

    private static final Map<String, String> PROBLEMS = Map.ofEntries(
            entry("Pictures#title",
                    "is a suspend function that returns " + PACKAGE + "Title, which cannot be signed; the supported types are"),
            // the compiler appends a hash to the name
            entry("Pictures#ofValueClass-cUHyMJE",
                    "is a suspend function that returns " + PACKAGE + "PictureUrl, which cannot be signed;"),
            entry("Pictures#flow",
                    "is a suspend function that returns kotlinx.coroutines.flow.Flow<java.lang.String>, which cannot"),
            entry("Pictures#nothing",
                    "is a suspend function that returns kotlin.Unit, which cannot be signed;"),
            entry("Pictures#placeholder",
                    "{unknown} is not a parameter of this method; it has [album] "),
            entry("Pictures#titles",
                    "returns kotlinx.coroutines.flow.Flow<" + PACKAGE + "Title>, which cannot be signed;"),
            entry("Frame#url",
                    "is not public and does not have a public getter"),
            entry("Pictures#state",
                    "returns kotlinx.coroutines.flow.StateFlow<java.lang.String>, which cannot be signed;"),
            entry("Pictures$Companion#companion",
                    "Pictures$Companion is a Kotlin object, which CDI does not create"),
            entry("Archive#archived",
                    "Archive is a Kotlin object, which CDI does not create"),
            entry("RefusedKt#topLevel",
                    "is static, so CDI does not intercept it"));

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addPackage(PACKAGE.substring(0, PACKAGE.length() - 1)))
            .assertException(KotlinBuildFailureTest::assertReport);

    private static void assertReport(Throwable failure) {
        assertThat(failure).hasMessageContaining("Invalid use of @SignedResource:");
        PROBLEMS.forEach((function, problem) -> assertThat(failure.getMessage().lines())
                .filteredOn(line -> line.contains(PACKAGE + function + " ")).as(function)
                .singleElement().asString().contains(problem));
    }

    @Test
    void applicationWithRefusedFunctions_doesNotStart() {
        fail("the build was to fail");
    }
}
