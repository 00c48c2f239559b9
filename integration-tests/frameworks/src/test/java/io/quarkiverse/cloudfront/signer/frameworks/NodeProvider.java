package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * The npm package oidc-provider, on a port of the loopback interface. It runs once per JVM, because Quarkus loads the classes
 * of a test twice.
 */
final class NodeProvider {

    private static final Path SOURCES = Path.of("src", "test", "oidc-provider");
    private static final Path INSTALLED = Path.of("target", "oidc-provider");
    private static final String URL = NodeProvider.class.getName() + ".url";

    private NodeProvider() {
    }

    /**
     * Starts the provider when it is called first.
     *
     * @param application to which it redirects browsers
     * @param secret of its clients
     * @return its URL, or another one if npm is not installed
     */
    static String url(String application, String secret) {
        if (System.getProperty(URL) == null) {
            System.setProperty(URL, Program.NPM.find().isPresent() ? start(application, secret) : "http://localhost:1");
        }
        return System.getProperty(URL);
    }

    private static String start(String application, String secret) {
        try {
            Files.createDirectories(INSTALLED);
            try (Stream<Path> files = Files.list(SOURCES)) {
                for (Path file : files.toList()) {
                    Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Process npm = run("npm", "ci", "--no-audit", "--no-fund");
            String output = new String(npm.getInputStream().readAllBytes());
            assertThat(npm.waitFor()).as(output).isZero();

            Process node = run("node", "provider.mjs", application, secret);
            Runtime.getRuntime().addShutdownHook(new Thread(node::destroyForcibly));
            BufferedReader log = node.inputReader();
            String line = log.readLine();
            while (line != null && !line.startsWith("http://")) {
                line = log.readLine();
            }
            assertThat(line).as("the provider's address").isNotNull();
            Thread drain = new Thread(() -> log.lines().forEach(System.out::println), "oidc-provider");
            drain.setDaemon(true);
            drain.start();
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).directory(INSTALLED.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }
}
