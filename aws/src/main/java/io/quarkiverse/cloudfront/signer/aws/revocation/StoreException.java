package io.quarkiverse.cloudfront.signer.aws.revocation;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * Thrown if a request to a key value store does not succeed.
 */
final class StoreException extends CloudFrontSignerException {

    private static final long serialVersionUID = 1L;

    /** The reason, classified by how the writer of an entry can recover from it. */
    enum Kind {
        /** Another writer has changed the store. */
        COLLISION,
        /** A later request may succeed. */
        TEMPORARY,
        /** The entry or the store does not exist. */
        MISSING,
        /** Old entries must be removed first. */
        FULL,
        /** Somebody has to intervene. */
        REFUSED
    }

    private final Kind kind;

    /**
     * @param message must not contain credentials
     */
    StoreException(Kind kind, String message, Throwable cause) {
        super(Reason.REVOCATION_NOT_STORED, message, cause);
        this.kind = kind;
    }

    StoreException(Kind kind, String message) {
        super(Reason.REVOCATION_NOT_STORED, message);
        this.kind = kind;
    }

    boolean is(Kind expected) {
        return kind == expected;
    }
}
