package io.quarkiverse.cloudfront.signer.deployment.capability;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The application's extensions that this extension supports.
 */
public final class ApplicationSupportBuildItem extends SimpleBuildItem {

    private final boolean rest;
    private final boolean users;
    private final boolean claims;
    private final boolean coroutines;
    private final boolean signs;

    /**
     * @param rest whether it has Quarkus REST
     * @param users whether it has a security extension
     * @param claims whether the security extension uses tokens whose claims can be read. Only the identity shows whether a user
     *        has a token, and when it expires
     * @param coroutines whether it has kotlinx-coroutines
     * @param signs whether its code, its templates, or its configuration can use a signer
     */
    ApplicationSupportBuildItem(boolean rest, boolean users, boolean claims, boolean coroutines, boolean signs) {
        this.rest = rest;
        this.users = users;
        this.claims = claims;
        this.coroutines = coroutines;
        this.signs = signs;
    }

    public boolean hasRest() {
        return rest;
    }

    public boolean hasUsers() {
        return users;
    }

    public boolean hasClaims() {
        return claims;
    }

    public boolean hasCoroutines() {
        return coroutines;
    }

    /**
     * If not, the application does not need the beans for users and responses, nor signers, unless one is configured.
     */
    public boolean signs() {
        return signs;
    }
}
