package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A gate as the build has read it.
 *
 * @param name the name in its properties; {@code <default>} if it does not have one
 * @param description its first property, for messages
 * @param path the path of its pages, with the application's root, without a slash at its end
 * @param resource the policy's resource template
 * @param rolesAllowed one of them is enough; empty if any user may pass
 * @param signer the signer's name
 * @param expiresIn how long a grant lasts, if it differs from the signer's
 * @param landing where a login leads that does not say where it came from
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
