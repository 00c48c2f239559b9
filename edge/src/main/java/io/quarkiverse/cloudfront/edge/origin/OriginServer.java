package io.quarkiverse.cloudfront.edge.origin;

import java.net.URI;

import io.vertx.core.http.RequestOptions;

/**
 * An HTTP server that provides files or pages.
 *
 * @param host the host
 * @param port the port
 * @param tls whether the server uses HTTPS
 * @param pathPrefix the prefix of every path, without a trailing slash
 * @param cheap whether requests to this server cost so little that even fresh cached objects are validated, so that an edited
 *        file is served immediately
 */
public record OriginServer(String host, int port, boolean tls, String pathPrefix, boolean cheap) {

    static final String LOOPBACK = "127.0.0.1";

    /** @param url the scheme and host, optionally with a port and a path prefix */
    public static OriginServer of(URI url) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int ofScheme = tls ? 443 : 80;
        int port = url.getPort() >= 0 ? url.getPort() : ofScheme;
        String path = url.getRawPath();
        return new OriginServer(url.getHost(), port, tls, path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                false);
    }

    /** The options of a request to this server, with CloudFront's own limit for establishing the connection. */
    public RequestOptions request() {
        return new RequestOptions().setHost(host).setPort(port).setSsl(tls).setConnectTimeout(10_000);
    }

    /** A {@link DirectoryServer} that listens on this port. */
    public static OriginServer ofDirectory(int port) {
        return new OriginServer(LOOPBACK, port, false, "", true);
    }
}
