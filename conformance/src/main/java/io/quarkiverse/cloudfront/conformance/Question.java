package io.quarkiverse.cloudfront.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.cli.http.RawResponse;
import io.quarkiverse.cloudfront.cli.output.Json;

/**
 * A request, as {@code questions.json} describes it, and the answer that is expected. The texts contain {@link Placeholders}.
 */
record Question(Map<?, ?> fields) {

    /** The questions that are part of the program. */
    static List<Question> all() {
        try (InputStream file = Objects.requireNonNull(Question.class.getResourceAsStream("questions.json"))) {
            List<?> questions = (List<?>) Objects.requireNonNull(Json.read(file, Set.of()));
            return questions.stream().map(fields -> new Question((Map<?, ?>) fields)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return text("id").orElseThrow();
    }

    /** {@link RawResponse#SERVED}, an error code of CloudFront, or the status of another error. */
    String expected() {
        return text("expect").orElseThrow();
    }

    String method() {
        return text("method").orElse("GET");
    }

    /** The header lines, in addition to those that each request has. A {@code Host} line replaces the usual one. */
    List<String> headers() {
        return fields.get("headers") instanceof List<?> lines ? lines.stream().map(String::valueOf).toList() : List.of();
    }

    /** Whether the request needs a key of this kind. */
    boolean fits(AskingKey key) {
        return text("key").filter(kind -> !kind.equals(key.kind())).isEmpty();
    }

    /** Whether the request could change something at an origin that supports its method. */
    boolean couldWrite() {
        return !List.of("GET", "HEAD", "OPTIONS").contains(method());
    }

    boolean mentions(String placeholder) {
        return fields.values().stream().anyMatch(value -> String.valueOf(value).contains(placeholder));
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::valueOf);
    }
}
