package io.quarkiverse.cloudfront.signer.runtime.member;

import java.util.List;

/**
 * A field or getter with {@code @SignedResource}, as the build found it.
 *
 * @param description class and field, for messages
 * @param signer the signer's name, or empty for the method's
 * @param resource the policy's resource template, or empty for the method's
 * @param expiresIn a duration or configuration expression, or empty for the method's
 * @param staticPlaylist whether it holds entry URLs of static signed playlists
 * @param accessors the fields and methods with which it is read, as {@link SignedAccessors} names them
 */
public record SignedMember(String description, String signer, String resource, String expiresIn, boolean bindToIp,
        boolean staticPlaylist, List<String> accessors) {

    /**
     * The name of the class that declares it.
     */
    String owner() {
        return description.substring(0, description.indexOf('#'));
    }
}
