package io.quarkiverse.cloudfront.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** With a clock of its own. Its timer runs, but only writes a line that is not shown yet. */
@Timeout(60)
class ProgressTest {

    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final SteppedClock clock = new SteppedClock("1970-01-01T00:00:00Z");
    private final Progress progress = new Progress(err, () -> true, clock);

    @AfterEach
    void close() {
        progress.close();
    }

    private void at(long second) {
        clock.set(Instant.ofEpochSecond(second).toString());
    }

    private static String line(String text) {
        return ERASE + "\u001b[?7l" + text + "\u001b[?7h";
    }

    private String err() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private void awaitErr(String expected) throws InterruptedException {
        while (!err().equals(expected)) {
            assertThat(expected).startsWith(err());
            Thread.sleep(5);
        }
    }

    @Test
    void line_appearsAfterTwoSecondsAndIsRewritten() throws InterruptedException {
        progress.show("Question 1 of 2");
        at(1);
        progress.show("Question 2 of 2");
        progress.draw();
        assertThat(err()).isEmpty();

        at(2);
        awaitErr(line("[2 s] Question 2 of 2"));
        progress.draw();
        at(63);
        awaitErr(line("[2 s] Question 2 of 2") + line("[63 s] Question 2 of 2"));
    }

    @Test
    void otherOutput_standsAboveTheLine() throws InterruptedException {
        Output output = new Output(err, err, progress);
        output.progress("Waiting");
        at(3);
        awaitErr(line("[3 s] Waiting"));

        output.error("Uploaded");
        String cleared = line("[3 s] Waiting") + ERASE + "Uploaded" + System.lineSeparator();
        awaitErr(cleared + line("[3 s] Waiting"));

        output.result(List.of("Done"), Map.of());
        progress.close();
        assertThat(err()).startsWith(cleared + line("[3 s] Waiting") + ERASE + "Done" + System.lineSeparator());
        assertThat(err().lastIndexOf(ERASE)).as("a line is removed").isGreaterThanOrEqualTo(err().lastIndexOf("Waiting"));
    }

    /** Otherwise, the text would stand behind the line. */
    @Test
    void line_doesNotAppearWhileSomethingElseIsPrinted() throws InterruptedException {
        PrintStream slow = new PrintStream(err, true) {
            @Override
            public void println(String text) {
                Thread timer = new Thread(progress::draw);
                timer.start();
                while (timer.getState() != Thread.State.BLOCKED && timer.isAlive()) {
                    Thread.onSpinWait();
                }
                super.println(text);
            }
        };
        Output output = new Output(slow, slow, progress);
        output.progress("Waiting");
        at(3);
        awaitErr(line("[3 s] Waiting"));

        output.error("Uploaded");

        assertThat(err()).startsWith(line("[3 s] Waiting") + ERASE + "Uploaded" + System.lineSeparator());
    }

    @Test
    void end_removesTheLine() throws InterruptedException {
        progress.show("Waiting");
        at(2);
        awaitErr(line("[2 s] Waiting"));

        progress.close();
        at(9);
        progress.draw();

        assertThat(err()).isEqualTo(line("[2 s] Waiting") + ERASE);
    }

    /** A file can have any name. */
    @Test
    void line_hasNeitherControlCharactersNorSignatures() throws InterruptedException {
        new Output(err, err, progress).progress("File \u001b[2J\n?Signature=secret");
        at(2);

        awaitErr(line("[2 s] File \\u001B[2J\\u000A?Signature=..."));
    }

    @Test
    void withoutATerminal_nothingIsWritten() {
        Progress silent = new Progress(err, () -> false, clock);
        new Output(err, err, silent).progress("Waiting");
        at(5);
        silent.clear();
        silent.close();

        assertThat(err()).isEmpty();
    }

    @Test
    void withJson_nothingIsWritten() {
        Json json = new Json();
        new CommandLine(json, new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) {
                return type.cast(new Output(err, err, progress));
            }
        }).parseArgs("--json");
        json.output.progress("Waiting");
        at(5);
        progress.draw();

        assertThat(err()).isEmpty();
    }

    @CommandLine.Command
    private static final class Json {

        @Mixin
        private Output output;
    }
}
