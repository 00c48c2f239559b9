package io.quarkiverse.cloudfront.cli.check;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;

/**
 * An object in a file from an external source. A missing field is treated as empty, and a field of another type is a mistake.
 *
 * @param origin the file, and how to create it, for messages
 * @param at the place of the object in the file
 */
record Fields(Origin origin, String at, Map<?, ?> values) {

    /** @param command the command that creates the file */
    private record Origin(String file, String command) {
    }

    /**
     * Reads a file.
     *
     * @param file the name of the file, or - for standard input
     */
    static Fields read(String file, String command) throws IOException {
        Origin origin = new Origin(file, command);
        if (InputFile.json(file) instanceof Map<?, ?> object) {
            return new Fields(origin, "", object);
        }
        throw new Fields(origin, "", Map.of()).mistake("does not contain a JSON object");
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Fields object(String name) {
        return new Fields(origin, path(name), value(name, Map.class, "is not an object").orElse(Map.of()));
    }

    Optional<String> text(String name) {
        return value(name, String.class, "is not text").filter(text -> !text.isEmpty());
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> mistake("has no " + path(name)));
    }

    boolean flag(String name) {
        return value(name, Boolean.class, "is neither true nor false").orElse(false);
    }

    long number(String name) {
        return value(name, Long.class, "is not a whole number").orElse(0L);
    }

    List<Fields> objects(String name) {
        return items(name, Fields::object);
    }

    List<String> texts(String name) {
        return items(name, Fields::requiredText);
    }

    /** Reads each item of a list as a field, whose name appears in messages. */
    private <T> List<T> items(String name, BiFunction<Fields, String, T> reader) {
        List<?> items = value(name, List.class, "is not a list").orElse(List.of());
        return IntStream.range(0, items.size()).mapToObj(i -> {
            String item = name + "[" + i + "]";
            return reader.apply(new Fields(origin, at, Collections.singletonMap(item, items.get(i))), item);
        }).toList();
    }

    private <T> Optional<T> value(String name, Class<T> type, String otherwise) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw mistake(path(name) + " " + otherwise);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    String path(String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    CommandException mistake(String what) {
        return CommandException.unknown((origin.file.equals("-") ? "Standard input" : origin.file) + ": "
                + (what.startsWith("has no ") || what.startsWith("does not ") ? "it " + what : what) + ". Write it with "
                + origin.command);
    }
}
