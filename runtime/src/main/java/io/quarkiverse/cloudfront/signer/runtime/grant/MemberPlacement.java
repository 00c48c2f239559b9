package io.quarkiverse.cloudfront.signer.runtime.grant;

/**
 * Where a method's return value may have members with {@code @SignedResource}, as far as the build knows.
 */
public enum MemberPlacement {
    /** Nowhere. */
    NONE,
    /** The value consists of what has members, and has no URLs of its own. */
    RETURNED,
    /** The entity of a response consists of what has members; the location of a redirect is a URL of the method's own. */
    IN_ENTITY,
    /** The entity of a response may have members, or be URLs of the method's own. */
    IN_ANY_ENTITY,
    /** Anywhere, as the type does not say. */
    PERHAPS,
    /** Anywhere, and where there are any the caller has to be known, although nothing says so but the members. */
    PERHAPS_FOR_USERS;

    /**
     * Whether the value has no URLs of the method's own, so that there is nothing but members to sign.
     */
    public boolean alone() {
        return switch (this) {
            case RETURNED, PERHAPS, PERHAPS_FOR_USERS -> true;
            case NONE, IN_ENTITY, IN_ANY_ENTITY -> false;
        };
    }
}
