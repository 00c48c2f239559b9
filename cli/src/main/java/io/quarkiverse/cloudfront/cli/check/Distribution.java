package io.quarkiverse.cloudfront.cli.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The configuration of a distribution.
 *
 * @param behaviors the cache behaviors in CloudFront's order, with the default behavior last
 * @param errorPages the page for each status
 * @param tenantOnly whether this is a multi-tenant distribution, whose domains belong to its tenants
 * @param staged whether some of the requests go to another distribution
 */
record Distribution(List<Behavior> behaviors, List<String> aliases, Map<Long, String> errorPages, boolean enabled,
        boolean tenantOnly, boolean staged) {

    /** Whether this may be the distribution of a host. CloudFront's own domain names do not appear in a configuration. */
    boolean mayServe(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return tenantOnly || name.endsWith(".cloudfront.net")
                || aliases.stream().map(alias -> alias.toLowerCase(Locale.ROOT)).anyMatch(alias -> alias.equals(name)
                        || alias.startsWith("*.") && name.substring(name.indexOf('.') + 1).equals(alias.substring(2)));
    }
}
