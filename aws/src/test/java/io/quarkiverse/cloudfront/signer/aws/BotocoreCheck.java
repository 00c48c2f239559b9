package io.quarkiverse.cloudfront.signer.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * What AWS's model of an API says about requests and answers, by a script of a test's package.
 *
 * @param exitCode not 0 if one does not fit
 * @param output the operations, or the mistakes
 */
public record BotocoreCheck(int exitCode, String output) {

    /**
     * @param room the package, below this one
     * @param exchanges in JSON
     */
    public static BotocoreCheck of(String room, List<String> exchanges) throws IOException, InterruptedException {
        Process python = new ProcessBuilder(Program.BOTOCORE.path(),
                "src/test/resources/io/quarkiverse/cloudfront/signer/aws/" + room + "/check.py")
                .redirectErrorStream(true).start();
        try (var in = python.outputWriter(StandardCharsets.UTF_8)) {
            in.write(String.join("\n", exchanges));
        }
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new BotocoreCheck(python.waitFor(), output);
    }

    /** The text in quotes, or null. */
    public static String json(String text) {
        return text == null ? "null"
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + '"';
    }
}
