package io.quarkiverse.cloudfront.cli.check;

import java.util.Locale;
import java.util.Map;

import io.quarkiverse.cloudfront.cli.output.Json;

/**
 * A difference between the code and the distribution.
 *
 * @param sentence what is wrong, and what a viewer can do
 * @param remedy the line to change
 */
record Finding(Kind kind, String sentence, String remedy) {

    enum Kind {
        /** Somebody can read or change what is private. */
        OPEN,
        /** Viewers who may have a file do not get it. */
        MISMATCH,
        /** It may be intended. */
        NOTE
    }

    boolean fails() {
        return kind != Kind.NOTE;
    }

    /** For people. */
    String line() {
        return kind.name().toLowerCase(Locale.ROOT) + ": " + sentence;
    }

    Map<String, Object> json() {
        return Json.object("kind", kind, "sentence", sentence, "remedy", remedy);
    }
}
