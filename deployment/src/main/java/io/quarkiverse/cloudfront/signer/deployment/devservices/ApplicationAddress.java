package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.runtime.edge.ApplicationAddressRecorder;
import io.quarkus.dev.console.DevConsoleManager;

/**
 * The address at which the application listens when a request arrives. It can change, because the port may be random, and the
 * application may be restarting.
 *
 * @param edge the ID of the edge
 * @param expectedPort the configured port, for an application that has not published its address. In dev mode, this is an
 *        application whose first start failed, even after the cause has been corrected. In tests, a
 *        {@code @QuarkusIntegrationTest} has launched it as another process
 */
record ApplicationAddress(String edge, int expectedPort) implements Supplier<Optional<URI>> {

    private static final Logger LOG = Logger.getLogger(ApplicationAddress.class);

    private static final String TEST_PORT = "quarkus.http.test-port";

    static ApplicationAddress inDevMode(String edge) {
        return new ApplicationAddress(edge, configured("quarkus.http.port", 8080));
    }

    static ApplicationAddress inTests(String edge) {
        return new ApplicationAddress(edge, configured(TEST_PORT, 8081));
    }

    private static int configured(String property, int defaultPort) {
        return ConfigProvider.getConfig().getOptionalValue(property, Integer.class).orElse(defaultPort);
    }

    @Override
    public Optional<URI> get() {
        Object published = DevConsoleManager.getGlobal(ApplicationAddressRecorder.global(edge));
        Object address = published instanceof Supplier<?> running ? running.get() : published;
        Optional<?> known = address instanceof Optional<?> last ? last : Optional.empty();
        if (published == null && expectedPort <= 0) {
            LOG.warnf("The local edge does not know the port of the application, because %s is 0, and a test has started the "
                    + "application as another process. Set the property to a free port", TEST_PORT);
        }
        return known.map(URI.class::cast).or(() -> Optional.of(URI.create("http://localhost:" + expectedPort)))
                .filter(url -> url.getPort() > 0);
    }
}
