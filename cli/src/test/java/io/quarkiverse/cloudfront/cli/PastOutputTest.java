package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;

/** Scripts that were written for an earlier version read the JSON of this one. */
class PastOutputTest {

    private static final String KEY = "command-line-public-key.pem";
    private static final String COMMANDS = "commands.properties";
    private static final String URL = "https://media.example.com/albums/7/a.jpg";
    /** Codes, such as the outcome. Sentences may change. */
    private static final String CODE = "[A-Za-z0-9_.:/-]+";

    @TempDir
    private Path directory;

    static List<PastSet> sets() {
        return PastSet.all();
    }

    /** Each command with its exit code. */
    @Test
    void outputs_areRecorded() throws IOException {
        Keys keys = Keys.in(directory);
        PastSet set = PastSet.current();
        PastSet.record(KEY, Files.readString(keys.publicKey()));
        String canned = keys.sign(URL, "--expires-in=36500d");
        String custom = keys.sign(URL, "--expires-in=36500d", "--resource=/albums/*");
        String key = "--public-key=K1={set}/" + KEY;
        String at = "--at=" + set.writtenAt();
        Map<String, String> commands = new TreeMap<>(Map.of("verify-allowed", "verify " + canned + " " + key + " " + at,
                "verify-refused", "verify " + canned.replace("a.jpg", "b.jpg") + " " + key + " " + at,
                "verify-unknown", "verify " + canned + " " + at,
                "verify-expired", "verify " + canned + " " + key + " --at=2199-01-01T00:00:00Z",
                "explain-allowed", "explain " + custom + " " + key + " " + at,
                "explain-refused", "explain " + custom.replace("albums/7", "other") + " " + key + " " + at,
                "explain-cookies", "explain " + URL + " " + cookies(custom) + " " + key + " " + at));
        Map<String, String> recorded = new TreeMap<>();
        for (Map.Entry<String, String> command : commands.entrySet()) {
            Cli run = run(set, command.getValue());
            recorded.put(command.getKey(), run.exitCode() + " " + command.getValue());
            PastSet.record("output-" + command.getKey() + ".json", run.out());
        }
        PastSet.record(COMMANDS, recorded);
    }

    private static String cookies(String url) {
        List<String> options = new ArrayList<>();
        for (String parameter : url.substring(url.indexOf('?') + 1).split("&")) {
            options.add("--cookie=CloudFront-" + parameter);
        }
        return String.join(" ", options);
    }

    private static Cli run(PastSet set, String command) {
        return Cli.run(Stream.of((command + " --json").split(" "))
                .map(argument -> argument.replace("{set}", set.directory().toString())).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void earlierCommands_haveTheOutputThatScriptsRead(PastSet set) throws IOException {
        for (Map.Entry<String, String> command : set.entries(COMMANDS).entrySet()) {
            String recorded = command.getValue();
            Cli run = run(set, recorded.substring(2));

            assertThat(run.exitCode()).as(command.getKey()).isEqualTo(Integer.parseInt(recorded.substring(0, 1)));
            assertThat(leaves(run.out())).as(command.getKey())
                    .containsAll(leaves(set.text("output-" + command.getKey() + ".json")));
        }
    }

    /** The place of each value, with its type, and with the value itself if a script can compare it. */
    private static Set<String> leaves(String json) throws IOException {
        Set<String> leaves = new TreeSet<>();
        add(leaves, "", Json.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Set.of()));
        return leaves;
    }

    private static void add(Set<String> leaves, String place, Object value) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, content) -> add(leaves, place + "/" + name, content));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> add(leaves, place + "[]", item));
        } else {
            leaves.add(place + ": " + (value instanceof String text && !text.matches(CODE) ? "text" : value));
        }
    }
}
