package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The build fails if something cannot be signed, and one report lists all problems.
 */
class BuildFailureTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> TemplateMistakes.addTo(root.addClasses(MethodMistakes.class.getDeclaredClasses())
                    .addClasses(FieldMistakes.class.getDeclaredClasses())
                    .addClasses(PlaylistMistakes.class.getDeclaredClasses())
                    .addClasses(StaticPlaylistMistakes.class.getDeclaredClasses())
                    .addClasses(TextMistakes.class.getDeclaredClasses())
                    .addClasses(DirectoryMistakes.class.getDeclaredClasses())
                    .addClasses(KeyMistakes.class.getDeclaredClasses())))
            .overrideConfigKey("quarkus.arc.fail-on-intercepted-private-method", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"docs\".resource", "/*")
            .assertException(BuildFailureTest::assertReport);

    private static void assertReport(Throwable failure) {
        assertThat(failure).hasMessageContainingAll(
                "Invalid use of @SignedResource:", "Invalid use of CloudFront signatures in templates:",
                "A SigningKey bean does not belong to a signer:",
                "quarkus.cloudfront-signer.gate.\"docs\".resource is set, but the gate is in another extension, which the "
                        + "application does not have. Add the dependency "
                        + "io.quarkiverse.cloudfront:quarkus-cloudfront-signer-gate");
        List<String> problems = failure.getMessage().lines().filter(line -> line.startsWith(" - ")).toList();
        MethodMistakes.assertReported(of(problems, "MethodMistakes$"));
        FieldMistakes.assertReported(of(problems, "FieldMistakes$"));
        PlaylistMistakes.assertReported(of(problems, ".PlaylistMistakes$"));
        StaticPlaylistMistakes.assertReported(of(problems, "StaticPlaylistMistakes$"));
        TextMistakes.assertReported(of(problems, "TextMistakes$"));
        DirectoryMistakes.assertReported(of(problems, "DirectoryMistakes$"));
        KeyMistakes.assertReported(of(problems, "KeyMistakes$"));
        TemplateMistakes.assertReported(of(problems, " - The template "));
        assertThat(problems).hasSize(43 + 18 + 12 + 8 + 8 + 5 + 2 + 30);
    }

    private static List<String> of(List<String> problems, String place) {
        return problems.stream().filter(problem -> problem.contains(place)).toList();
    }

    /** One problem begins so, and contains these parts. */
    static void assertProblem(List<String> problems, String begin, String... parts) {
        assertThat(problems).filteredOn(problem -> problem.startsWith(" - " + begin)).as("%s in %s", begin, problems)
                .singleElement().asString().contains(parts);
    }

    @Test
    void mistakes_failTheBuild() {
        fail("the build was to fail");
    }
}
