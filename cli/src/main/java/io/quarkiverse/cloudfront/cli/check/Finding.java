package io.quarkiverse.cloudfront.cli.check;

import java.util.Locale;
import java.util.Map;

import io.quarkiverse.cloudfront.cli.output.Json;

/**
 * A difference between the code and the distribution.
 *
 * @param sentence what is wrong, and what a viewer can do because of it
 * @param remedy the line to change
 */
record Finding(Kind kind, String sentence, String remedy) {

    enum Kind {
        /** Someone can read or change private files. */
        OPEN,
        /** Viewers do not get files that they are allowed to read. */
        MISMATCH,
        /** The difference may be intended. */
        NOTE
    }

    boolean fails() {
        return kind != Kind.NOTE;
    }

    /** The finding as a line of text for people. */
    String line() {
        return kind.name().toLowerCase(Locale.ROOT) + ": " + sentence;
    }

    Map<String, Object> json() {
        return Json.object("kind", kind, "sentence", sentence, "remedy", remedy);
    }
}
