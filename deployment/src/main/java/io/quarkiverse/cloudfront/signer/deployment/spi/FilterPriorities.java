package io.quarkiverse.cloudfront.signer.deployment.spi;

/**
 * Priorities of HTTP filters. They are repeated here, because the class with the constants of Quarkus is internal. A test
 * compares both.
 */
public final class FilterPriorities {

    static final int AUTHENTICATION = 200;
    static final int AUTHORIZATION = 100;

    /** The priority of authentication, which can respond to a request itself, as quarkus-oidc does at a logout. */
    public static final int BEFORE_AUTHENTICATION = AUTHENTICATION + 50;
    public static final int AFTER_AUTHORIZATION = AUTHORIZATION - 50;

    private FilterPriorities() {
    }
}
