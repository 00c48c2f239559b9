package io.quarkiverse.cloudfront.signer.deployment.spi;

/**
 * The priorities of HTTP filters. They are repeated here, because the class with Quarkus's constants is internal. A test
 * compares the values.
 */
public final class FilterPriorities {

    static final int AUTHENTICATION = 200;
    static final int AUTHORIZATION = 100;

    /** Before authentication, which can respond to a request itself, as quarkus-oidc does for a logout. */
    public static final int BEFORE_AUTHENTICATION = AUTHENTICATION + 50;
    public static final int AFTER_AUTHORIZATION = AUTHORIZATION - 50;

    private FilterPriorities() {
    }
}
