package io.quarkiverse.cloudfront.edge;

import java.time.Clock;
import java.util.function.Consumer;

/**
 * The runtime options of an {@link Edge}.
 *
 * @param port the port to listen on; 0 for a free port
 * @param https whether the edge uses HTTPS, with a self-signed certificate that is created at start-up
 * @param listener called for every request that was answered, or whose viewer left before the response began. It is called on
 *        the event loop, so it must not block
 * @param clock the clock for expiry and caching
 */
public record EdgeOptions(int port, boolean https, Consumer<RequestEvent> listener, Clock clock) {

    /** The defaults: any free port on the loopback interface, HTTP, a listener that logs refusals, and the system clock. */
    public static EdgeOptions defaults() {
        return new EdgeOptions(0, false, new LoggingListener(), Clock.systemUTC());
    }

    String scheme() {
        return https ? "https" : "http";
    }

    public EdgeOptions withPort(int port) {
        return new EdgeOptions(port, https, listener, clock);
    }

    public EdgeOptions withHttps(boolean https) {
        return new EdgeOptions(port, https, listener, clock);
    }

    public EdgeOptions withListener(Consumer<RequestEvent> listener) {
        return new EdgeOptions(port, https, listener, clock);
    }

    public EdgeOptions withClock(Clock clock) {
        return new EdgeOptions(port, https, listener, clock);
    }
}
