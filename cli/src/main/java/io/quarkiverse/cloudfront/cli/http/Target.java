package io.quarkiverse.cloudfront.cli.http;

import java.net.URI;
import java.util.Locale;

import io.quarkiverse.cloudfront.cli.output.CommandException;

/** The distribution that receives the requests. */
public record Target(String scheme, String hostname, int port, boolean defaultPort) {

    public static Target of(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean path = url.getRawPath() != null && url.getRawPath().length() > 1;
        if (!scheme.matches("https?") || url.getHost() == null || path || url.getRawQuery() != null) {
            throw CommandException.unknown("--url must be https:// and the host of a distribution, without a path");
        }
        boolean defaultPort = url.getPort() < 0;
        int ofScheme = scheme.equals("https") ? 443 : 80;
        int port = defaultPort ? ofScheme : url.getPort();
        return new Target(scheme, url.getHost().toLowerCase(Locale.ROOT), port, defaultPort);
    }

    /** The value of the {@code Host} header. */
    public String host() {
        return defaultPort ? hostname : hostname + ":" + port;
    }

    public String base() {
        return scheme + "://" + host();
    }
}
