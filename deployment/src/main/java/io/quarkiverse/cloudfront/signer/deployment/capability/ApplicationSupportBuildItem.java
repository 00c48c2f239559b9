package io.quarkiverse.cloudfront.signer.deployment.capability;

import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The extensions of the application that this extension supports.
 */
public final class ApplicationSupportBuildItem extends SimpleBuildItem {

    /** An annotation of quarkus-qute that identifies Qute, which does not have a capability. */
    private static final String QUTE = "io.quarkus.qute.i18n.MessageBundle";

    private final boolean rest;
    private final boolean users;
    private final boolean claims;
    private final boolean coroutines;
    private final boolean signs;
    private final boolean changes;

    /**
     * @param rest whether the application has Quarkus REST
     * @param users whether the application has a security extension
     * @param claims whether the security extension uses tokens whose claims can be read. Only the identity shows whether a user
     *        has a token, and when the token expires
     * @param coroutines whether the application has kotlinx-coroutines
     * @param signs whether the application's code, templates, or configuration can use a signer
     * @param changes whether the application runs in dev mode
     */
    ApplicationSupportBuildItem(boolean rest, boolean users, boolean claims, boolean coroutines, boolean signs,
            boolean changes) {
        this.rest = rest;
        this.users = users;
        this.claims = claims;
        this.coroutines = coroutines;
        this.signs = signs;
        this.changes = changes;
    }

    public static boolean hasQute() {
        return QuarkusClassLoader.isClassPresentAtRuntime(QUTE);
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
     * Whether the application signs. An application that does not sign does not need the beans for users and responses, and
     * needs signers only if one is configured.
     */
    public boolean signs() {
        return signs;
    }

    /**
     * Whether to prepare the beans of other extensions for a feature. In dev mode, they are prepared for every feature, because
     * ArC reuses the classes that it has generated for them, even if the application changes.
     *
     * @param used whether the application uses the feature
     */
    public boolean mayUse(boolean used) {
        return used || changes;
    }
}
