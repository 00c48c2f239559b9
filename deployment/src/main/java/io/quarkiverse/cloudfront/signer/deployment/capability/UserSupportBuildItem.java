package io.quarkiverse.cloudfront.signer.deployment.capability;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * What the application can know of its users.
 */
public final class UserSupportBuildItem extends SimpleBuildItem {

    private final boolean users;
    private final boolean claims;

    /**
     * @param users whether it has a security extension
     * @param claims whether that one knows users by tokens whose claims can be read. Whether a user has a token, and when it
     *        expires, is another question, which only the identity answers
     */
    public UserSupportBuildItem(boolean users, boolean claims) {
        this.users = users;
        this.claims = claims;
    }

    public boolean hasUsers() {
        return users;
    }

    public boolean hasClaims() {
        return claims;
    }
}
