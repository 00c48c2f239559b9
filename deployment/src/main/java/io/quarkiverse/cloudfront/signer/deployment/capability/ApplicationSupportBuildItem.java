package io.quarkiverse.cloudfront.signer.deployment.capability;

import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The application's extensions that this extension supports.
 */
public final class ApplicationSupportBuildItem extends SimpleBuildItem {

    /** Qute does not have a capability, so this annotation of quarkus-qute identifies it. */
    private static final String QUTE = "io.quarkus.qute.i18n.MessageBundle";

    private final boolean rest;
    private final boolean users;
    private final boolean claims;
    private final boolean coroutines;
    private final boolean signs;
    private final boolean changes;

    /**
     * @param rest whether it has Quarkus REST
     * @param users whether it has a security extension
     * @param claims whether the security extension uses tokens whose claims can be read. Only the identity shows whether a user
     *        has a token, and when it expires
     * @param coroutines whether it has kotlinx-coroutines
     * @param signs whether its code, its templates, or its configuration can use a signer
     * @param changes whether it runs in dev mode
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
     * Whether the application signs. If not, it needs neither the beans for users and responses nor, unless one is configured,
     * signers.
     */
    public boolean signs() {
        return signs;
    }

    /**
     * Whether to prepare the beans of other extensions for a feature. In dev mode, they are prepared for every feature, because
     * ArC keeps the classes that it has generated for them, even if the application changes.
     *
     * @param used whether the application uses the feature
     */
    public boolean mayUse(boolean used) {
        return used || changes;
    }
}
