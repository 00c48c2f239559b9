package io.quarkiverse.cloudfront.cli.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.quarkiverse.cloudfront.cli.output.Json;

/** The files that are part of the program. */
final class Questions {

    private Questions() {
    }

    static List<Question> all() {
        try (InputStream file = open("questions.json")) {
            List<?> questions = (List<?>) Objects.requireNonNull(Json.read(file, Set.of()));
            return questions.stream().map(fields -> new Question((Map<?, ?>) fields)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template of a distribution that can be asked all of them. */
    static InputStream template() {
        return open("distribution.yaml");
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(Questions.class.getResourceAsStream(name), name);
    }
}
