package io.quarkiverse.cloudfront.signer.runtime.edge;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;

/**
 * Publishes the address of the running application to the local edge, which has another class loader. The build only uses this
 * recorder in dev and test mode.
 */
@Recorder
public class ApplicationAddressRecorder {

    private final RuntimeValue<ValueRegistry> values;

    public ApplicationAddressRecorder(RuntimeValue<ValueRegistry> values) {
        this.values = values;
    }

    /**
     * The name of the global variable with the address. While the application runs, its value is a
     * {@code Supplier<Optional<URI>>}. Afterwards, it is an {@code Optional<URI>} with the last address, at which dev mode
     * still answers if the application cannot be restarted. Both are empty if the application has never listened.
     *
     * @param edge a text that identifies the edge
     */
    public static String global(String edge) {
        return "cloudfront-signer.application." + edge;
    }

    /**
     * Publishes the address of the running application, which is known once the HTTP server listens. When the application
     * stops, publishes the last address in a form that does not refer to the application.
     */
    public void publish(String edge, ShutdownContext shutdown) {
        ValueRegistry registry = values.getValue();
        Optional<URI> before = last(edge);
        Supplier<Optional<URI>> address = () -> registry.containsKey(HttpServer.LOCAL_BASE_URI)
                ? Optional.of(registry.get(HttpServer.LOCAL_BASE_URI))
                : before;
        DevConsoleManager.setGlobal(global(edge), address);
        shutdown.addShutdownTask(() -> DevConsoleManager.setGlobal(global(edge), address.get()));
    }

    /**
     * The address at which the application listened before a live reload, which keeps its HTTP server and does not register the
     * address again.
     */
    private static Optional<URI> last(String edge) {
        Object published = DevConsoleManager.getGlobal(global(edge));
        return published instanceof Optional<?> last ? last.map(URI.class::cast) : Optional.empty();
    }
}
