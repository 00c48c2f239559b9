package io.quarkiverse.cloudfront.edge;

import java.time.Clock;

/**
 * The runtime options of an {@link Edge}.
 *
 * @param host the address to bind to
 * @param port the port to listen on, 0 for a free one
 * @param https whether it speaks HTTPS, with a self-signed certificate that is made at start
 * @param listener is notified of every request
 * @param clock the clock for expiry and caching
 */
public record EdgeOptions(String host, int port, boolean https, RequestListener listener, Clock clock) {

    private static final String LOOPBACK = "127.0.0.1";

    /** Loopback, any free port, plain HTTP, refusals logged, the system's clock. */
    public static EdgeOptions defaults() {
        return new EdgeOptions(LOOPBACK, 0, false, new LoggingListener(), Clock.systemUTC());
    }

    String scheme() {
        return https ? "https" : "http";
    }

    public EdgeOptions withHost(String host) {
        return new EdgeOptions(host, port, https, listener, clock);
    }

    public EdgeOptions withPort(int port) {
        return new EdgeOptions(host, port, https, listener, clock);
    }

    public EdgeOptions withHttps(boolean https) {
        return new EdgeOptions(host, port, https, listener, clock);
    }

    public EdgeOptions withListener(RequestListener listener) {
        return new EdgeOptions(host, port, https, listener, clock);
    }

    public EdgeOptions withClock(Clock clock) {
        return new EdgeOptions(host, port, https, listener, clock);
    }
}
