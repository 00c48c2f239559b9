package io.quarkiverse.cloudfront.cli.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The configuration of a distribution.
 *
 * @param behaviors in CloudFront's order, with the default one last
 * @param errorPages the page of each status
 * @param tenantOnly whether it is a multi-tenant one, whose domains belong to its tenants
 * @param staged whether a part of the requests goes to another distribution
 */
record Distribution(List<Behavior> behaviors, List<String> aliases, Map<Long, String> errorPages, boolean enabled,
        boolean tenantOnly, boolean staged) {

    /** Whether it may be the one of a host. The domain names of CloudFront itself are not in a configuration. */
    boolean mayServe(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return tenantOnly || name.endsWith(".cloudfront.net")
                || aliases.stream().map(alias -> alias.toLowerCase(Locale.ROOT)).anyMatch(alias -> alias.equals(name)
                        || alias.startsWith("*.") && name.substring(name.indexOf('.') + 1).equals(alias.substring(2)));
    }
}
