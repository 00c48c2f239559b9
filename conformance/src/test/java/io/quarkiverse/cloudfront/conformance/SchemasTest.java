package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;

/** Other implementations read the files by their schemas. */
class SchemasTest {

    @Test
    void questions_matchTheirSchema() throws IOException {
        JsonArray questions = new JsonArray(resource("questions.json"));

        assertMatches("questions.schema.json", questions);
        questions.getJsonObject(0).put("unknown", "property");
        assertThat(validate("questions.schema.json", questions).getValid()).isFalse();
    }

    @Test
    void answers_matchTheirSchema(@TempDir Path directory) throws IOException {
        Map<String, KeyPair> keys = new TreeMap<>(Map.of("KRSA", NewKey.rsaPair(), "KP256", NewKey.p256Pair()));
        try (AskedEdge edge = new AskedEdge(keys, true, false, Clock.systemUTC())) {
            Path file = directory.resolve("answers.json");
            String url = edge.url().toString();

            Run run = Run.of("ask", "--json", "--url", url, "--out", file.toString(), "--private-key",
                    AskedEdge.privateKey(directory, "KP256", keys.get("KP256")).toString(), "--key-pair-id", "KP256");

            assertMatches("answers.schema.json", new JsonObject(run.out()));
            JsonObject answers = new JsonObject(Files.readString(file));
            assertMatches("answers.schema.json", answers);
            answers.getJsonArray("answers").getJsonObject(0).remove("expected");
            assertThat(validate("answers.schema.json", answers).getValid()).isFalse();
        }
    }

    private static void assertMatches(String schema, Object json) throws IOException {
        OutputUnit result = validate(schema, json);
        assertThat(result.getValid()).as(() -> String.valueOf(result.getErrors())).isTrue();
    }

    private static OutputUnit validate(String schema, Object json) throws IOException {
        return Validator.create(JsonSchema.of(new JsonObject(resource(schema))), new JsonSchemaOptions().setDraft(Draft.DRAFT7)
                .setBaseUri("https://schema.example.com").setOutputFormat(OutputFormat.Basic)).validate(json);
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = AskCommand.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
