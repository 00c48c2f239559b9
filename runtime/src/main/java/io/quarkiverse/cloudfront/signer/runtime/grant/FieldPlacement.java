package io.quarkiverse.cloudfront.signer.runtime.grant;

/**
 * Where a method's return value may contain fields with {@code @SignedResource}, as far as the build knows.
 */
public enum FieldPlacement {
    /** Nowhere. */
    NONE,
    /** The value consists of objects with signed fields, and does not contain other URLs. */
    RETURNED,
    /**
     * The entity of a response consists of objects with signed fields; the location of a redirect is a URL that the method
     * signs.
     */
    IN_ENTITY,
    /** The entity of a response may contain signed fields, or URLs that the method signs. */
    IN_ANY_ENTITY,
    /** Possibly anywhere, because the type does not show where. */
    PERHAPS,
    /** Like {@link #PERHAPS}, but if there are any signed fields, they require the caller to have logged in. */
    PERHAPS_FOR_USERS;

    /**
     * Whether only fields are signed. The value does not contain other URLs in this case.
     */
    public boolean alone() {
        return switch (this) {
            case RETURNED, PERHAPS, PERHAPS_FOR_USERS -> true;
            case NONE, IN_ENTITY, IN_ANY_ENTITY -> false;
        };
    }
}
