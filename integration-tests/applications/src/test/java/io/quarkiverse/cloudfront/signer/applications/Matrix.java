package io.quarkiverse.cloudfront.signer.applications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code matrix.csv} defines the expected results for each kind of application.
 */
final class Matrix {

    /** The media types that viewers request in each cell. */
    static final List<String> ACCEPTS = List.of("*/*", "application/json", "text/plain", "application/xml",
            "application/hal+json", "text/event-stream", "application/x-ndjson", "application/x-invented");

    enum Outcome {

        SIGNED("signed"),
        PLAIN("plain"),
        REFUSED("refused"),
        BUILD_FAILS("build fails"),
        NO_RESPONSE("no response");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        private static Outcome of(String text) {
            return Arrays.stream(values()).filter(outcome -> outcome.text.equals(text)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No outcome: " + text));
        }
    }

    /**
     * @param accepts the media types for which the right viewer gets signed URLs; all others are refused
     */
    record Cell(String application, String title, Grant grant, Outcome outcome, List<String> accepts) {

        /** Whether the application builds, so that it can be called. */
        boolean isAnswered() {
            return outcome == Outcome.SIGNED || outcome == Outcome.PLAIN || outcome == Outcome.REFUSED;
        }

        /** For a viewer to whom the application gives access. */
        Verdict expected(String accept) {
            if (outcome == Outcome.SIGNED && (accepts.isEmpty() || accepts.contains(accept))) {
                return Verdict.SIGNED;
            }
            return outcome == Outcome.PLAIN ? Verdict.UNSIGNED : Verdict.REFUSED;
        }
    }

    private Matrix() {
    }

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        try (InputStream stream = Matrix.class.getResourceAsStream("/matrix.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    cells.addAll(cells(line.split("\\|", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cells;
    }

    static List<Cell> cells(String application) {
        List<Cell> cells = cells().stream().filter(cell -> cell.application().equals(application)).toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("matrix.csv has no application " + application);
        }
        return cells;
    }

    static Cell cell(String application, Grant grant) {
        return cells(application).get(grant.ordinal());
    }

    private static List<Cell> cells(String[] columns) {
        List<Cell> cells = new ArrayList<>();
        for (Grant grant : Grant.values()) {
            String[] words = columns[2 + grant.ordinal()].strip().split(" for ");
            List<String> accepts = words.length < 2 ? List.of() : List.of(words[1].split(" "));
            cells.add(new Cell(columns[0].strip(), columns[1].strip(), grant, Outcome.of(words[0]), accepts));
        }
        return cells;
    }
}
