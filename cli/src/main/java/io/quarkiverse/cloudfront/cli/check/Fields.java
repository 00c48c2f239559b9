package io.quarkiverse.cloudfront.cli.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Json;

/**
 * An object in a file that somebody else has made. A missing field is empty, and one of another type is a mistake.
 *
 * @param origin the file, and how to make it, for messages
 * @param at where the object is in the file
 */
record Fields(Origin origin, String at, Map<?, ?> values) {

    /** @param command makes the file */
    private record Origin(String file, String command) {
    }

    /**
     * Reads a file.
     *
     * @param file its name, or - for the standard input
     */
    static Fields read(String file, String command) throws IOException {
        Origin origin = new Origin(file, command);
        if (Json.readArgument(file) instanceof Map<?, ?> object) {
            return new Fields(origin, "", object);
        }
        throw new Fields(origin, "", Map.of()).mistake("does not contain a JSON object");
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Fields object(String name) {
        return asObject(name, value(name) == null ? Map.of() : value(name));
    }

    private Fields asObject(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return new Fields(origin, path(name), object);
        }
        throw mistake(path(name) + " is not an object");
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(value(name)).map(value -> asText(name, value)).filter(text -> !text.isEmpty());
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> mistake("has no " + path(name)));
    }

    private String asText(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw mistake(path(name) + " is not text");
    }

    boolean flag(String name) {
        if (value(name) == null) {
            return false;
        } else if (value(name) instanceof Boolean flag) {
            return flag;
        }
        throw mistake(path(name) + " is neither true nor false");
    }

    long number(String name) {
        if (value(name) == null) {
            return 0;
        } else if (value(name) instanceof Long number) {
            return number;
        }
        throw mistake(path(name) + " is not a whole number");
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (Object item : list(name)) {
            objects.add(asObject(name + "[" + objects.size() + "]", item));
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(name)) {
            texts.add(asText(name + "[" + texts.size() + "]", item));
        }
        return texts;
    }

    private List<?> list(String name) {
        if (value(name) == null) {
            return List.of();
        } else if (value(name) instanceof List<?> list) {
            return list;
        }
        throw mistake(path(name) + " is not a list");
    }

    private @Nullable Object value(String name) {
        return values.get(name);
    }

    String path(String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    CommandException mistake(String what) {
        return CommandException.unknown((origin.file.equals("-") ? "The standard input" : origin.file) + ": "
                + (what.startsWith("has no ") || what.startsWith("does not ") ? "it " + what : what) + ". Write it with "
                + origin.command);
    }
}
