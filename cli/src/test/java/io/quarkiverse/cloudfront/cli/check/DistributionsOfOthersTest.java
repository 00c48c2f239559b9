package io.quarkiverse.cloudfront.cli.check;

import static io.quarkiverse.cloudfront.cli.check.Samples.items;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Distributions that somebody has collected who did not know the code of the command: what public templates of CDK, Terraform,
 * and AWS make, in a short notation, and a right one that was changed in one place. {@code finds} was written down beforehand.
 * <p>
 * In {@code distributions.json}, a list stands for AWS's object of it, and <code>/films/* kg1</code> for a cache behavior that
 * trusts this key group. What is not there is as in the right distribution.
 */
class DistributionsOfOthersTest {

    private static final JsonArray BEHAVIORS = JsonArray.of("/films/* kg1", "/albums/* kg1", "/assets/*", "*");
    private static final JsonArray PATHS = JsonArray.of("/albums/*/* org.acme.Albums#list", "/films/*/* org.acme.Films#film");

    @TempDir
    private Path directory;

    static Stream<Named<JsonObject>> named() throws IOException {
        return distributions().map(each -> Named.of(each.getString("name"), each));
    }

    static Stream<JsonObject> distributions() throws IOException {
        JsonArray all = new JsonArray(
                Files.readString(Path.of("src/test/resources/io/quarkiverse/cloudfront/cli/check/distributions.json")));
        Map<String, JsonObject> byName = objects(all).collect(toMap(each -> each.getString("name"), Function.identity()));
        return objects(all).map(each -> each.containsKey("like") ? byName.get(each.getString("like")).copy().mergeIn(each)
                : each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("named")
    void distribution_hasTheFindingsThatWereExpected(JsonObject distribution) throws IOException {
        Cli run = run(distribution);

        assertThat(run.err()).isEmpty();
        List<String> finds = texts(distribution, "finds");
        for (String find : finds) {
            String[] parts = find.split(": ", 2);
            assertThat(run.lines()).as(run.out()).anyMatch(line -> line.startsWith(parts[0] + ": ")
                    && Pattern.compile(parts[1]).matcher(line).find());
        }
        List<String> failures = run.lines().stream().filter(DistributionsOfOthersTest::isFailure).toList();
        boolean fails = finds.stream().anyMatch(DistributionsOfOthersTest::isFailure);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(fails ? 1 : 0);
        assertThat(failures.isEmpty()).as(run.out()).isEqualTo(!fails);
        texts(distribution, "never").forEach(path -> assertThat(failures).noneMatch(line -> line.contains(path)));
    }

    private static boolean isFailure(String line) {
        return line.startsWith("open: ") || line.startsWith("mismatch: ");
    }

    private Cli run(JsonObject distribution) throws IOException {
        Checked checked = new Checked(directory);
        List<String> options = new ArrayList<>(texts(distribution, "options"));
        for (Map.Entry<String, Object> group : distribution.getJsonObject("keyGroups",
                JsonObject.of("kg1", JsonArray.of("K1")))) {
            String[] keys = ((JsonArray) group.getValue()).stream().toArray(String[]::new);
            options.addAll(List.of("--key-group", checked.file(group.getKey(), Samples.keyGroup(group.getKey(), keys))));
        }
        List<String> function = texts(distribution, "function");
        if (!function.isEmpty()) {
            options.addAll(List.of("--function",
                    checked.file("function", Samples.function(function.get(0), function.get(1), true))));
        }
        if (distribution.containsKey("publicKey")) {
            options.addAll(List.of("--public-keys",
                    checked.file("keys",
                            Samples.publicKeys(Map.of(distribution.getString("publicKey"), CheckCommandTest.P256)))));
        }
        return checked.run(paths(distribution), config(distribution), options.toArray(String[]::new));
    }

    private static JsonObject paths(JsonObject distribution) {
        JsonObject[] paths = described(distribution.getJsonArray("paths", PATHS)).map(path -> {
            String[] parts = path.getString("is").split(" ");
            return Samples.path(parts[0], parts[0].replaceFirst("[*]/[*]$", "*"), parts[1], parts[0]).mergeIn(path);
        }).toArray(JsonObject[]::new);
        return Samples.paths(Samples.signer(paths).mergeIn(distribution.getJsonObject("signer", new JsonObject())));
    }

    /** As AWS writes it. */
    static JsonObject config(JsonObject distribution) {
        List<JsonObject> behaviors = new ArrayList<>(described(distribution.getJsonArray("behaviors", BEHAVIORS))
                .map(DistributionsOfOthersTest::behavior).toList());
        JsonObject last = behaviors.remove(behaviors.size() - 1);
        last.remove("PathPattern");
        JsonObject config = Samples.distribution(last, behaviors.toArray(JsonObject[]::new));
        config.getJsonObject("DistributionConfig").put("Aliases", items())
                .put("Origins", items(distribution.getJsonArray("origins", JsonArray.of("s3")).stream()
                        .map(DistributionsOfOthersTest::origin).toArray()))
                .mergeIn(object(distribution.getJsonObject("config", new JsonObject())));
        return config;
    }

    private static JsonObject behavior(JsonObject described) {
        String[] parts = described.getString("is").split(" ");
        JsonObject behavior = Samples.restricted(parts[0], "s3", Arrays.copyOfRange(parts, 1, parts.length));
        if (parts.length == 1) {
            behavior.put("TrustedKeyGroups", Samples.off());
        }
        JsonObject changes = object(described);
        changes.remove("is");
        behavior.mergeIn(changes);
        if (behavior.getValue("CachePolicyId") == null) {
            behavior.remove("CachePolicyId");
        }
        return behavior;
    }

    private static JsonObject origin(Object described) {
        if (described instanceof JsonObject changes) {
            return bucket(changes.getString("Id")).mergeIn(object(changes), true);
        }
        String[] parts = described.toString().split(" ");
        return parts.length == 1 ? bucket(parts[0]) : Samples.server(parts[0], parts[1]);
    }

    private static JsonObject bucket(String id) {
        return Samples.bucket(id).put("DomainName", "media.s3.eu-west-1.amazonaws.com");
    }

    private static JsonObject object(JsonObject described) {
        JsonObject object = new JsonObject();
        described.forEach(field -> object.put(field.getKey(), value(field.getKey(), field.getValue())));
        return object;
    }

    private static Object value(String name, Object described) {
        if (described instanceof JsonObject object) {
            return object(object);
        } else if (described instanceof JsonArray array && !name.equals("ParameterDefinitions")) {
            JsonObject list = items(array.stream().map(item -> value("", item)).toArray());
            return name.equals("TrustedSigners") ? list.put("Enabled", true) : list;
        }
        return described;
    }

    private static Stream<JsonObject> described(JsonArray array) {
        return array.stream().map(item -> item instanceof JsonObject object ? object.copy() : JsonObject.of("is", item));
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static List<String> texts(JsonObject object, String name) {
        return object.getJsonArray(name, new JsonArray()).stream().map(String.class::cast).toList();
    }
}
