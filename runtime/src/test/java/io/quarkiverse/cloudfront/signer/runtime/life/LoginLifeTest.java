package io.quarkiverse.cloudfront.signer.runtime.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import io.quarkiverse.cloudfront.signer.fixtures.FunctionInNjs;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.life.Lives.Told;
import io.quarkiverse.cloudfront.signer.runtime.life.Parts.Question;
import io.vertx.core.Vertx;

/**
 * Random lives of logins: users with several devices and providers log in, get grants, log out in each way, are revoked, and
 * use whatever they hold. A model says which requests must be served, and which must not, and the real parts answer.
 */
class LoginLifeTest {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.cloudfront.signer.runtime");
    private static final long SEED = Long.getLong("tests.seed", 20261130);
    private static final int QUESTIONS_AT_ONCE = 10_000;

    private static Vertx vertx;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        LOG.setLevel(Level.OFF);
        EventLoop.detect();
    }

    @AfterAll
    static void stop() {
        LOG.setLevel(null);
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Test
    @NeedsProgram(Program.NJS)
    void requests_areServedAsTheModelSays() {
        check(SEED, 1_000);
    }

    /** With {@code -Dtests.lives=200000}, as many as there is time for. */
    @Test
    @Tag("nightly")
    @Timeout(7200)
    @NeedsProgram(Program.NJS)
    void requestsOfManyLives_areServedAsTheModelSays() {
        check(SEED + 1_000, Integer.getInteger("tests.lives", 5_000));
    }

    private void check(long firstSeed, int lives) {
        Parts parts = new Parts(vertx);
        Map<Invariant, Told> failures = new EnumMap<>(Invariant.class);
        List<Question> questions = new ArrayList<>();
        List<Long> seeds = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + lives; seed++) {
            Told told = Lives.tell(seed, parts, questions::add);
            while (seeds.size() < questions.size()) {
                seeds.add(seed);
            }
            if (told.failure() != null) {
                failures.merge(told.failure().invariant(), told, Told::simpler);
            }
            if (questions.size() > QUESTIONS_AT_ONCE || seed + 1 == firstSeed + lives) {
                assertFunctionAgrees(questions, seeds);
                questions.clear();
                seeds.clear();
            }
        }
        assertThat(failures.values().stream().map(told -> Lives.shrink(told, parts).toString())
                .collect(Collectors.joining("\n\n"))).as("broken promises").isEmpty();
    }

    private void assertFunctionAgrees(List<Question> questions, List<Long> seeds) {
        List<String> answers = answers(questions);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i)).as("%s, in the life %d: %s", Invariant.FUNCTION_AGREES, seeds.get(i), questions.get(i))
                    .startsWith(questions.get(i).accepted() ? "/" : "403");
        }
    }

    private List<String> answers(List<Question> questions) {
        try {
            return FunctionInNjs.answers(directory,
                    new ViewerRequestFunction().marks(questions.get(0).keys(), true).script(),
                    questions.stream().map(Question::json).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
