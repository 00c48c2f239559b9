package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.fail;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.ApprovedText;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The build fails if something cannot be signed, and one report lists all problems.
 */
class BuildFailureTest {

    private static final Pattern QUARKUS_NUMBER = Pattern.compile("\n+\\[\\d+] ");

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
        ApprovedText.assertApproved(BuildFailureTest.class,
                sorted(failure.getMessage()).replace(BuildFailureTest.class.getPackageName() + ".", ""));
    }

    /** Without this, threads and the index of classes decide the order. */
    private static String sorted(String report) {
        return QUARKUS_NUMBER.splitAsStream(report).skip(1).map(problem -> Stream.concat(problem.lines().limit(1),
                problem.lines().skip(1).sorted()).collect(Collectors.joining("\n"))).sorted()
                .collect(Collectors.joining("\n\n"));
    }

    @Test
    void mistakes_failTheBuild() {
        fail("the build was to fail");
    }
}
