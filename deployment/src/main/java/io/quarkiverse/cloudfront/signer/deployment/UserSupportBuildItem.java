package io.quarkiverse.cloudfront.signer.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * What the application can know of its users.
 */
final class UserSupportBuildItem extends SimpleBuildItem {

    private final boolean users;
    private final boolean tokens;

    /**
     * @param users whether it has a security extension
     * @param tokens whether that one knows users by tokens with claims
     */
    UserSupportBuildItem(boolean users, boolean tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    boolean hasUsers() {
        return users;
    }

    boolean hasTokens() {
        return tokens;
    }
}
