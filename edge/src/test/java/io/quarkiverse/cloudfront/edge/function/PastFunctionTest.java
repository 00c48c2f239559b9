package io.quarkiverse.cloudfront.edge.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.fixtures.past.FunctionRun;
import io.quarkiverse.cloudfront.signer.fixtures.past.FunctionRun.Request;
import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Writes functions, and runs those of earlier versions, which stay deployed until somebody deploys another one.
 */
class PastFunctionTest {

    private static final List<String> TARGETS = List.of("/", "/docs", "/docs/", "/docs/a", "/docs/a/", "/docs/a.html",
            "/app/x.js", "/%C3%9C/", "/docs?x=1");

    @TempDir
    private Path directory;

    static List<PastSet> sets() {
        return PastSet.all();
    }

    @Test
    void functions_areRecorded() {
        List<MarkKey> keys = Stream.of("mark-secret", "previous-mark-secret")
                .map(name -> MarkKey.of(Base64.getDecoder().decode(PastSet.secret(name)))).toList();

        PastSet.record("function-marks.js", new ViewerRequestFunction().marks(keys, true, false).script());
        PastSet.record("function-marks-optional.js", new ViewerRequestFunction().marks(keys, false, false).script());
        for (Pages pages : Pages.values()) {
            if (pages != Pages.FILES) {
                PastSet.record("function-pages-" + pages.name().toLowerCase(Locale.ROOT) + ".js",
                        new ViewerRequestFunction().pages(site(pages)).script());
            }
        }
    }

    private static Site site(Pages pages) {
        return new Site(List.of(new SitePart("/", pages)));
    }

    /** Also those with marks of the same version. */
    @ParameterizedTest
    @MethodSource("sets")
    @NeedsProgram(Program.NJS)
    void earlierFunctions_checkTheirMarks(PastSet set) throws Exception {
        check(set, set.text("function-marks.js"), "function-marks");
        check(set, set.text("function-marks-optional.js"), "function-marks-optional");
    }

    /** The function was deployed after the grants had been signed. */
    @ParameterizedTest
    @MethodSource("sets")
    @NeedsProgram(Program.NJS)
    void functionOfThisVersion_checksEarlierMarks(PastSet set) throws Exception {
        List<MarkKey> keys = Stream.of("mark-secret", "previous-mark-secret").map(name -> MarkKey.of(set.decoded(name)))
                .toList();

        check(set, new ViewerRequestFunction().marks(keys, true, false).script(), "marked");
        check(set, new ViewerRequestFunction().marks(keys, true, true).script(), "marked-unbound");
    }

    private void check(PastSet set, String script, String file) throws Exception {
        Map<String, String> marked = set.entries("marked.properties");
        List<String> answers = new FunctionRun(directory, script, set.entries("store.properties"))
                .answers(marked.values().stream().map(Request::of).toList());

        int i = 0;
        for (String name : marked.keySet()) {
            boolean served = set.expected(file, name).equals(PastSet.ACCEPTED);
            assertThat(answers.get(i++)).as("%s, %s", file, name).matches(served ? "/.*" : "403");
        }
    }

    /** A site moves to another version of the function without a change of its links. */
    @ParameterizedTest
    @MethodSource("sets")
    @NeedsProgram(Program.NJS)
    void earlierFunctions_findTheFilesThatTheEdgeFinds(PastSet set) throws Exception {
        for (Pages pages : Pages.values()) {
            Path script = set.file("function-pages-" + pages.name().toLowerCase(Locale.ROOT) + ".js");
            if (script.toFile().exists()) {
                List<String> answers = new FunctionRun(directory, set.text(script.getFileName().toString()), Map.of())
                        .answers(TARGETS.stream().map(target -> new Request(target, "")).toList());

                assertThat(answers).as(pages.name()).isEqualTo(TARGETS.stream().map(target -> {
                    Site.Page page = site(pages).page(target);
                    return page.redirects() ? "302 " + page.target() : page.target().replaceFirst("\\?.*", "");
                }).toList());
            }
        }
    }
}
