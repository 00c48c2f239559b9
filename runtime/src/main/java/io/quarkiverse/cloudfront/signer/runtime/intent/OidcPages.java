package io.quarkiverse.cloudfront.signer.runtime.intent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.Config;

/**
 * The paths at which quarkus-oidc logs users in or out itself, as configured for its tenants.
 */
public final class OidcPages {

    private static final String DEFAULT_TENANT = "Default";

    private OidcPages() {
    }

    /**
     * The pages that also end the session at the provider, by tenant.
     */
    public static Map<String, String> logouts(Config config) {
        return values(config, "logout.path");
    }

    /**
     * The properties that must be set for a logout at the provider, but are missing, for tenants whose users log in with a
     * browser.
     */
    public static List<String> missingLogouts(Config config) {
        Map<String, String> types = values(config, "application-type");
        types.values().removeIf("service"::equalsIgnoreCase);
        types.keySet().removeAll(logouts(config).keySet());
        return types.keySet().stream()
                .map(tenant -> tenant.equals(DEFAULT_TENANT) ? "quarkus.oidc.logout.path"
                        : "quarkus.oidc.\"" + tenant + "\".logout.path")
                .toList();
    }

    /** The values of a property by tenant. */
    static Map<String, String> values(Config config, String property) {
        Pattern pattern = Pattern.compile("quarkus\\.oidc\\.(?:(.+)\\.)?" + Pattern.quote(property));
        Map<String, String> values = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            Matcher tenant = pattern.matcher(name);
            if (tenant.matches()) {
                config.getOptionalValue(name, String.class).ifPresent(value -> values
                        .put(tenant.group(1) == null ? DEFAULT_TENANT : tenant.group(1).replace("\"", ""), value));
            }
        }
        return values;
    }
}
