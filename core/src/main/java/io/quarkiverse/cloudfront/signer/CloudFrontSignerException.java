package io.quarkiverse.cloudfront.signer;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if something cannot be signed. Use {@link #reason()} to tell causes apart. The message describes what is wrong and how
 * to fix it, and never contains a key, a signature, or a signed URL. If a REST method does not catch the exception, the viewer
 * gets status 500 with an empty body, and the message is logged.
 *
 * <p>
 * If the viewer must log in first, or lacks a permission, Quarkus Security's {@code UnauthorizedException} or
 * {@code ForbiddenException} is thrown instead, and the viewer gets status 401 or 403.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public class CloudFrontSignerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Why something was not signed. The {@code reason} tag of the {@code cloudfront.signer.failures} metric has the same names
     * in lower case.
     */
    public enum Reason {
        /**
         * The URL or path has another host, a reserved query parameter, or a character that must be percent-encoded, or is too
         * long.
         */
        URL_NOT_SIGNABLE,
        /** The policy does not cover the URL. */
        NOT_COVERED,
        /** CloudFront would not accept the policy's resource, dates, or IP address. */
        INVALID_POLICY,
        /** The policy has already expired. */
        EXPIRED,
        /** The value of a placeholder in the resource is missing, empty, or not a path segment. */
        INVALID_PLACEHOLDER_VALUE,
        /**
         * A path parameter of the request does not fit into the resource, because it is empty, a dot segment, or too long. This
         * is not an error of the application. If a REST method does not catch the exception, the viewer gets status 404, and
         * the message is logged as a warning.
         */
        INVALID_PATH_PARAMETER,
        /** The signer, or a setting that the call requires, is not configured. */
        NOT_CONFIGURED,
        /** Signing is not supported for values of this type, or in this place. */
        UNSUPPORTED,
        /** The playlist is malformed, or its URIs cannot be signed. */
        PLAYLIST_NOT_SIGNABLE,
        /** A text has too many URLs. */
        TEXT_NOT_SIGNABLE,
        /** Signed cookies are too long, or the headers of the response have already been sent. */
        COOKIES_NOT_SETTABLE,
        /** There is no current HTTP request. */
        NO_REQUEST,
        /** The viewer's address is not an IPv4 address, so the policy cannot be bound to it. */
        VIEWER_ADDRESS_NOT_USABLE,
        /** The user, or the expiry of the user's token, cannot be determined. */
        USER_UNKNOWN,
        /** The event loop would have to wait. Use an asynchronous method or a worker thread. */
        BLOCKING_NOT_ALLOWED,
        /** A local key, which is in this process, could not sign. */
        KEY_FAILED,
        /** A {@link SigningKey} of the application failed, or returned {@code null}. */
        KEY_UNAVAILABLE,
        /** A {@link SigningKey} of the application did not answer in time. */
        KEY_TIMEOUT,
        /** The bytes that a {@link SigningKey} of the application returned are not a signature of its algorithm. */
        MALFORMED_SIGNATURE,
        /** The signature that a {@link SigningKey} of the application returned does not match the configured public key. */
        SIGNATURE_NOT_VERIFIED,
        /** The store of revocations could not be read, or did not accept a revocation. */
        REVOCATION_NOT_STORED
    }

    private final Reason reason;

    /**
     * @param message must not contain a key, a signature, or a signed URL
     */
    public CloudFrontSignerException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * @param message must not contain a key, a signature, or a signed URL
     */
    public CloudFrontSignerException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
