package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.runtime.edge.ApplicationAddressRecorder;
import io.quarkus.dev.console.DevConsoleManager;

/**
 * Where the local edge looks for the application, depending on what the application has published.
 */
class ApplicationAddressTest {

    private static final URI ADDRESS = URI.create("http://localhost:54321");
    private static final URI EXPECTED = URI.create("http://localhost:8180");

    private final String edge = UUID.randomUUID().toString();

    private void publish(Object address) {
        DevConsoleManager.setGlobal(ApplicationAddressRecorder.global(edge), address);
    }

    private static Supplier<Optional<URI>> running(Optional<URI> address) {
        return () -> address;
    }

    private Optional<URI> address(int expectedPort) {
        return new ApplicationAddress(edge, expectedPort).get();
    }

    @Test
    void runningApplication_isWhereItListens() {
        publish(running(Optional.of(ADDRESS)));

        assertThat(address(8180)).hasValue(ADDRESS);
    }

    @Test
    void stoppedApplication_isWhereItListened() {
        publish(Optional.of(ADDRESS));

        assertThat(address(8180)).hasValue(ADDRESS);
    }

    @Test
    void applicationThatHasNotStarted_isAtTheConfiguredPort() {
        assertThat(address(8180)).hasValue(EXPECTED);
        assertThat(address(0)).as("a random port").isEmpty();
    }

    /** A @QuarkusIntegrationTest knows the port of the process that it has started, and does not tell it. */
    @Test
    void randomPortOfAnotherProcess_isNotKnown() {
        try (CapturedLog log = CapturedLog.begin(ApplicationAddress.class.getName())) {
            assertThat(address(0)).isEmpty();

            assertThat(log.messages(Level.WARNING)).singleElement().asString()
                    .startsWith(
                            "The local edge does not know the port of the application, because quarkus.http.test-port is 0");
        }
    }

    /** Dev mode then listens itself, and keeps its server when it starts the corrected application. */
    @Test
    void applicationWhoseFirstStartFailed_isAtTheConfiguredPort() {
        publish(Optional.empty());
        assertThat(address(8180)).as("before it is corrected").hasValue(EXPECTED);

        publish(running(Optional.empty()));
        assertThat(address(8180)).as("after it is corrected").hasValue(EXPECTED);
        assertThat(address(0)).as("a random port").isEmpty();
    }
}
