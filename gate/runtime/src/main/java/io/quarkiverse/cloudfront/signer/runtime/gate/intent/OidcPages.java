package io.quarkiverse.cloudfront.signer.runtime.gate.intent;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.Config;

/**
 * The paths at which quarkus-oidc logs users in or out itself, as the configuration of its tenants says.
 */
final class OidcPages {

    private static final Pattern LOGOUT = property("logout\\.(?:frontchannel\\.)?path");
    private static final Pattern LOGIN = property("authentication\\.redirect-path");

    private OidcPages() {
    }

    private static Pattern property(String name) {
        return Pattern.compile("quarkus\\.oidc\\.(?:.+\\.)?" + name);
    }

    static Set<String> logouts(Config config) {
        return values(config, LOGOUT);
    }

    /**
     * The pages to which providers return users with a code, which opens a session once.
     */
    static Set<String> logins(Config config) {
        return values(config, LOGIN);
    }

    private static Set<String> values(Config config, Pattern property) {
        Set<String> values = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (property.matcher(name).matches()) {
                config.getOptionalValue(name, String.class).ifPresent(values::add);
            }
        }
        return values;
    }
}
