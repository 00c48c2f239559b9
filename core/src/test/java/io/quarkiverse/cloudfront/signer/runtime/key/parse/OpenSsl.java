package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * The {@code openssl} command, with which users create their keys.
 */
public final class OpenSsl {

    private final Path directory;

    public OpenSsl(Path directory) {
        this.directory = directory;
    }

    /**
     * PIT prepares a class for each of its tests, but only the first one needs to create the files.
     *
     * @param files that were created in this JVM
     */
    public static OpenSsl withFiles(Path directory, Map<String, byte[]> files, Consumer<OpenSsl> maker) {
        OpenSsl openssl = new OpenSsl(directory);
        if (files.isEmpty()) {
            maker.accept(openssl);
            for (String name : directory.toFile().list()) {
                files.put(name, openssl.file(name));
            }
        } else {
            files.forEach(openssl::write);
        }
        return openssl;
    }

    /**
     * Runs the command in the directory; arguments are separated by single spaces.
     */
    public void run(String arguments) {
        List<String> command = new ArrayList<>(List.of(Program.OPENSSL.path()));
        command.addAll(List.of(arguments.split(" ")));
        try {
            Path log = directory.resolve("openssl.log");
            Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(log, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] content) {
        try {
            Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public byte[] file(String name) {
        try {
            return Files.readAllBytes(directory.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public String text(String name) {
        return new String(file(name), StandardCharsets.US_ASCII);
    }
}
