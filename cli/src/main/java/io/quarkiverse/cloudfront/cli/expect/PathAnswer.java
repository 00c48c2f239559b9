package io.quarkiverse.cloudfront.cli.expect;

import java.util.Map;

import io.quarkiverse.cloudfront.cli.output.Json;

/**
 * The result for a path.
 *
 * @param sentence the reason for the outcome
 */
record PathAnswer(String path, Outcome outcome, String sentence) {

    enum Outcome {
        PRIVATE("private"),
        OPEN("open"),
        /** Neither outcome is proven. */
        UNKNOWN("cannot say");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }
    }

    /** The result as a line of text for people. */
    String line() {
        return outcome.word + ": " + path + ": " + sentence;
    }

    Map<String, Object> json() {
        return Json.object("path", path, "outcome", outcome, "sentence", sentence);
    }
}
