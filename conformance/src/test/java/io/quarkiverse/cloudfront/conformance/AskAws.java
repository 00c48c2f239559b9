package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Runs {@code ask-aws} with stand-ins for the programs that it starts.
 *
 * @param state what the stand-ins know
 */
record AskAws(Path directory, Path state, Map<String, String> environment) {

    private static final Path SCRIPT = Path.of("ask-aws").toAbsolutePath();

    /** The end of a run. */
    record Result(int exitCode, String output) {
    }

    /** @param environment of the stand-ins and of the script: a name, its value, and so on */
    static AskAws in(Path directory, String... environment) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        Path state = Files.createDirectories(directory.resolve("state"));
        Path programs = Files.createDirectories(directory.resolve("programs"));
        Files.createDirectories(directory.resolve("temporary"));
        for (String name : List.of("aws", "java", "sleep")) {
            try (InputStream standIn = AskAws.class.getResourceAsStream("stand-in")) {
                Path file = programs.resolve(name);
                Files.write(file, Objects.requireNonNull(standIn).readAllBytes());
                file.toFile().setExecutable(true);
            }
        }
        Files.writeString(directory.resolve("runner.jar"), "is not opened");
        return new AskAws(directory, state, variables);
    }

    Path answers() {
        return directory.resolve("answers.json");
    }

    List<String> calls() throws IOException {
        Path calls = state.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private List<Path> stacks() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> file.getFileName().toString().contains("stack-")).toList();
        }
    }

    /** In a process group of its own, as a terminal starts it. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Program.BASH.path(), "-c",
                "set -m; \"$0\" \"$@\" <&0 & echo $! > \"$STATE/pid\"; wait $!", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("AWS_"));
        variables.put("SLEEP", Program.SLEEP.path());
        variables.put("PATH", directory.resolve("programs") + ":" + variables.get("PATH"));
        variables.put("TMPDIR", directory.resolve("temporary").toString());
        variables.put("STATE", state.toString());
        variables.put("URL", "https://d111111abcdef8.cloudfront.net");
        variables.put("CONFORMANCE_JAR", directory.resolve("runner.jar").toString());
        variables.putAll(environment);
        return builder.start();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getOutputStream().close();
        return finish(process);
    }

    static Result finish(Process process) throws IOException, InterruptedException {
        // before it is read, because a script that does not end keeps its output open
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Result(process.waitFor(), new String(process.getInputStream().readAllBytes()));
    }

    /** On AWS, on the disk, and in the output. */
    void assertNothingIsLeft(Result result) throws IOException, InterruptedException {
        assertThat(stacks()).as(result.output()).isEmpty();
        assertThat(directory.resolve("temporary")).as(result.output()).isEmptyDirectory();
        assertThat(isRunning()).as(result.output()).isFalse();
        assertThat(result.output()).doesNotContain("123456789012", "SECRET", "PRIVATE KEY");
    }

    /** To the script and all programs that it has started, as a terminal does. */
    void signal(String signal) throws IOException, InterruptedException {
        kill("-" + signal);
    }

    /** Programs that the script has started, and not ended. */
    private boolean isRunning() throws IOException, InterruptedException {
        return kill("-0") == 0;
    }

    private int kill(String signal) throws IOException, InterruptedException {
        String group = Files.readString(state.resolve("pid")).strip();
        return new ProcessBuilder(Program.BASH.path(), "-c", "kill " + signal + " -- -" + group + " 2> /dev/null").start()
                .waitFor();
    }
}
