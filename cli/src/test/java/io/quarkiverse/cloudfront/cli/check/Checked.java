package io.quarkiverse.cloudfront.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.cli.Cli;
import io.vertx.core.json.JsonObject;

/** Runs the command with files in a directory. */
record Checked(Path directory) {

    Cli run(JsonObject paths, JsonObject distribution, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("check", "--paths", file("private-paths.json", paths),
                "--distribution", file("distribution.json", distribution)));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    String file(String name, JsonObject content) throws IOException {
        return Files.writeString(directory.resolve(name), content.encodePrettily()).toString();
    }
}
