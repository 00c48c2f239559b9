package io.quarkiverse.cloudfront.signer.frameworks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.fixtures.NodeServer;
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
        try (Stream<Path> files = Files.list(SOURCES)) {
            return NodeServer.start(INSTALLED, files.toList(), "provider.mjs", application, secret).url();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
