package io.quarkiverse.cloudfront.edge.request;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The domain of a tenant: {@code acme.localhost}, which browsers resolve to the loopback address.
 */
public final class TenantHost {

    private static final Pattern HOST = Pattern.compile("([a-z0-9-]{1,63})\\.localhost(?::[0-9]+)?");

    private TenantHost() {
    }

    /** The tenant's directory at the origin, such as {@code /acme}; empty for another host. */
    public static String directory(String host) {
        Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
        return matcher.matches() ? "/" + matcher.group(1) : "";
    }
}
