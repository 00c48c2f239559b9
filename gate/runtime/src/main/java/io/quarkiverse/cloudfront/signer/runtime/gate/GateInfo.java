package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A gate, as configured at build time.
 *
 * @param name the name of the gate; {@code <default>} for the gate without a name
 * @param description the name of its first property, for messages
 * @param path the path of its pages, including the application's root path, without a trailing slash
 * @param resource the policy's resource template
 * @param rolesAllowed the roles of which a user must have at least one; empty if any user may pass
 * @param signer the signer's name
 * @param expiresIn how long a grant lasts, if this differs from the signer's lifetime
 * @param landing the path that a login leads to if it does not say where the user came from
 */
public record GateInfo(String name, String description, String path, String resource, List<String> rolesAllowed,
        String signer, Optional<Duration> expiresIn, String landing) {

    /**
     * Whether the resource contains a property of the user.
     */
    boolean isForEachUser() {
        return resource.indexOf('{') >= 0;
    }

    /**
     * The literal beginning of the resource's path.
     */
    public String prefix() {
        return prefix(resource);
    }

    /**
     * The literal beginning of a resource's path.
     */
    public static String prefix(String resource) {
        String path = resource.replaceFirst("^[^/]*://[^/]*", "");
        return path.isEmpty() ? "/" : path.split("[{?*]", 2)[0];
    }
}
