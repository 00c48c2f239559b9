package io.quarkiverse.cloudfront.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Files of strangers: each value of each file replaced with values of each type. The command says what is wrong, or checks. */
@Timeout(300)
class HostileFilesTest {

    private static final List<String> VALUES = List.of("null", "7", "-1", "1e99999999", "9".repeat(900), "true", "\"\"",
            "\"a\"",
            "\"\\u0000\\u001B[2J\\uFFFF\"", "\"" + "*a".repeat(5000) + "\"", "[]", "[null]", "{}", "[{}]", "[[1]]",
            "{\"Items\":7}",
            "<html>");

    private static final String MARKER = "\"@HERE@\"";

    @TempDir
    private Path directory;

    private static JsonObject right(String file) {
        return switch (file) {
            case "paths" -> RealisticDistributions.gatePaths(true);
            case "distribution" -> RealisticDistributions.gate();
            case "public-keys" -> Samples.publicKeys(Map.of("K1", "key"));
            case "key-group" -> Samples.keyGroup("G1", "K1");
            default -> Samples.function(RealisticDistributions.FUNCTION, "cloudfront-js-2.0", true);
        };
    }

    /** The text with a marker in place of one value after the other. */
    private static List<String> places(JsonObject content) {
        List<String> places = new ArrayList<>(List.of(MARKER));
        replaceFields(content, content, places);
        return places;
    }

    private static void replaceFields(JsonObject root, JsonObject object, List<String> places) {
        for (String name : List.copyOf(object.fieldNames())) {
            Object value = object.getValue(name);
            object.put(name, "@HERE@");
            places.add(root.encode());
            object.put(name, value);
            replaceWithin(root, value, places);
        }
    }

    private static void replaceWithin(JsonObject root, Object value, List<String> places) {
        if (value instanceof JsonObject object) {
            replaceFields(root, object, places);
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                Object item = array.getValue(i);
                array.getList().set(i, "@HERE@");
                places.add(root.encode());
                array.getList().set(i, item);
                replaceWithin(root, item, places);
            }
        }
    }

    private Cli run(String file, String content) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("check"));
        for (String each : List.of("paths", "distribution", file)) {
            if (!arguments.contains("--" + each)) {
                String text = each.equals(file) ? content : right(each).encode();
                arguments.addAll(List.of("--" + each, Files.writeString(directory.resolve(each), text).toString()));
            }
        }
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static void assertSentence(Cli run, String what) {
        assertThat(run.err() + run.out()).as(what).doesNotContain("bug", "java.", "Exception").doesNotContain("\u001B");
        assertThat(run.exitCode()).as(what).isBetween(0, 2);
        assertThat(run.exitCode() == 2 ? run.err() : run.out()).as(what).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = { "paths", "distribution", "public-keys", "key-group", "function" })
    void value_isReadOrNamed(String file) throws IOException {
        assertValues(file, 10);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = { "paths", "distribution", "public-keys", "key-group", "function" })
    void eachValue_isReadOrNamed(String file) throws IOException {
        assertValues(file, 1);
    }

    /** @param part one of so many values at each place, another one at the next place */
    private void assertValues(String file, int part) throws IOException {
        List<String> places = places(right(file));
        for (int i = 0; i < places.size() * VALUES.size(); i += part) {
            String place = places.get(i / VALUES.size());
            String value = VALUES.get(i % VALUES.size());
            assertSentence(run(file, place.replaceFirst(Pattern.quote(MARKER), Matcher.quoteReplacement(value))),
                    place + " " + value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "paths", "distribution", "public-keys", "key-group", "function" })
    void truncatedFile_isNamed(String file) throws IOException {
        String text = right(file).encode();
        for (int length = 0; length < text.length(); length += Math.max(1, text.length() / 20)) {
            Cli run = run(file, text.substring(0, length));
            assertSentence(run, text.substring(0, length));
            assertThat(run.exitCode()).isEqualTo(2);
        }
    }

    /** Windows PowerShell writes it. */
    @ParameterizedTest
    @ValueSource(strings = { "UTF-16LE", "UTF-16BE" })
    void otherEncoding_isRead(String charset) throws IOException {
        byte[] text = ("\uFEFF" + RealisticDistributions.gate().encode()).getBytes(charset);
        Path file = Files.write(directory.resolve("utf-16"), text);
        Path paths = Files.write(directory.resolve("private-paths"),
                right("paths").encode().getBytes(StandardCharsets.UTF_8));

        assertThat(Cli.run("check", "--paths", paths.toString(), "--distribution", file.toString()).exitCode()).isZero();
    }
}
