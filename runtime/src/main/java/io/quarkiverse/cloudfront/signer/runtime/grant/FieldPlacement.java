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
    /** Anywhere, because the type does not tell. */
    PERHAPS,
    /** Anywhere. If there are any signed fields, the caller must have logged in, because of these fields alone. */
    PERHAPS_FOR_USERS;

    /**
     * Whether only fields are signed, because the value does not contain other URLs.
     */
    public boolean alone() {
        return switch (this) {
            case RETURNED, PERHAPS, PERHAPS_FOR_USERS -> true;
            case NONE, IN_ENTITY, IN_ANY_ENTITY -> false;
        };
    }
}
