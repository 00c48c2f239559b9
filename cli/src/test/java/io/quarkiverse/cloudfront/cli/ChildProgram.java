package io.quarkiverse.cloudfront.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.cloudfront.signer.programs.Program;

/** A run in a process of its own, which a shell can limit. */
public final class ChildProgram {

    private ChildProgram() {
    }

    /**
     * @param before commands of Bash in front of it, such as {@code ulimit -f 0}
     * @param after its arguments, and where its output goes, as Bash reads them
     */
    public static Cli run(Path directory, Map<String, String> environment, String before, String after)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Program.BASH.path(), "-c", before + "\nexec \"$0\" \"$@\" " + after,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
                io.quarkiverse.cloudfront.cli.Program.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Cli(process.waitFor(), out, errors.orTimeout(60, TimeUnit.SECONDS).join());
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
