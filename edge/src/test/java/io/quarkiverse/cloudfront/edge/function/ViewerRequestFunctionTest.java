package io.quarkiverse.cloudfront.edge.function;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.fixtures.FunctionInNjs;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * The script does the same as the edge.
 */
class ViewerRequestFunctionTest {

    private static final Site SITE = new Site(List.of(new SitePart("/docs/", Pages.DIRECTORIES),
            new SitePart("/it's/$(x)/`y`/", Pages.SPA), new SitePart("/app/", Pages.SPA),
            new SitePart("/pages/", Pages.HTML), new SitePart("/", Pages.DIRECTORIES)));

    /** 5,000 in each build, and 50,000 at night. */
    private static final int PATHS = Integer.getInteger("tests.rounds", 20) * 250;
    private static final long SEED = 20261129;

    /** What decides, and what could be understood differently. */
    private static final List<String> PIECES = List.of("/", "/", "//", "/docs/", "/docs", "/app/", "/pages/", "/it's/$(x)/`y`/",
            ".", "..",
            "index.html", "a", "B-1", "%2F", "%2E", "%00", "%", "\\", "//evil.example", "~", "*", ";x=1", "'", "@", "+", "$&",
            "__proto__", "constructor", "a.b", ".html", ".2", ".7z", "-rc", "&", "=", ":");

    @TempDir
    Path directory;

    @Test
    @NeedsProgram(Program.NJS)
    void script_answersAsTheEdgeDoes() throws Exception {
        List<String> targets = targets();

        List<String> answers = run(new ViewerRequestFunction().pages(SITE).script(), targets);

        assertThat(answers).hasSize(PATHS);
        int redirects = 0;
        int rewritten = 0;
        for (int i = 0; i < PATHS; i++) {
            Site.Page page = SITE.page(targets.get(i));
            assertThat(answers.get(i)).as(targets.get(i)).isEqualTo(page.redirects() ? "302 " + page.target() : page.target());
            redirects += page.redirects() ? 1 : 0;
            rewritten += page.target().equals(targets.get(i)) ? 0 : 1;
        }
        assertThat(redirects).isBetween(PATHS / 20, PATHS / 2);
        assertThat(rewritten - redirects).isBetween(PATHS / 20, PATHS / 2);
    }

    private static List<String> targets() {
        Random random = new Random(SEED);
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < PATHS; i++) {
            StringBuilder target = new StringBuilder();
            append(target, random, random.nextInt(7));
            if (target.indexOf("/") != 0) {
                target.insert(0, '/');
            }
            if (random.nextInt(4) == 0) {
                target.append('?');
                append(target, random, random.nextInt(4));
            }
            targets.add(target.toString());
        }
        return targets;
    }

    private static void append(StringBuilder target, Random random, int pieces) {
        for (int i = 0; i < pieces; i++) {
            target.append(PIECES.get(random.nextInt(PIECES.size())));
        }
    }

    private List<String> run(String script, List<String> targets) throws Exception {
        return FunctionInNjs.answers(directory, script,
                targets.stream().map(target -> new MarkedRequest("GET", target, List.of(), Map.of(), "").json()).toList())
                .stream().map(answer -> answer.replaceFirst(" $", "")).toList();
    }

    @Test
    void functionWithoutParts_isNotNeeded() {
        assertThat(new ViewerRequestFunction().pages(new Site(List.of(new SitePart("/", Pages.FILES)))).isNeeded()).isFalse();
        assertThat(new ViewerRequestFunction().pages(SITE).isNeeded()).isTrue();
    }

    /** The limits of CloudFront Functions. */
    @Test
    void script_isShortAndInAscii() {
        String script = new ViewerRequestFunction().pages(SITE).script();

        assertThat(US_ASCII.newEncoder().canEncode(script)).isTrue();
        assertThat(script.length()).isLessThan(3_000);
        List<SitePart> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(new SitePart("/part-" + i + "/", Pages.SPA));
        }
        assertThatThrownBy(() -> new ViewerRequestFunction().pages(new Site(many)).script())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("CloudFront only allows 10240");
    }
}
