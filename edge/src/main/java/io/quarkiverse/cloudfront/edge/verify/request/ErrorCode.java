package io.quarkiverse.cloudfront.edge.verify.request;

/**
 * The error codes with which CloudFront refuses a viewer's request for restricted content. All of them have status 403.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Specify
 *      signers that can create signed URLs and signed cookies</a>
 */
public enum ErrorCode {

    /** The request is not signed, or its key pair ID is malformed. */
    MISSING_KEY("MissingKey", "Missing Key-Pair-Id query parameter or cookie value"),

    /** The key pair ID is not in a trusted key group of the cache behavior. */
    INVALID_KEY("InvalidKey", "Unknown Key"),

    /** The signature, the resource, a date, the viewer's address, or the hash algorithm is wrong. */
    ACCESS_DENIED("AccessDenied", "Access denied"),

    /** The policy cannot be read, or its content is not allowed. */
    MALFORMED_POLICY("MalformedPolicy", "Malformed Policy"),

    /** The signature is not in CloudFront's base64. */
    MALFORMED_SIGNATURE("MalformedSignature", "Could not unencode Signature");

    private final String code;
    private final String message;

    ErrorCode(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The text of the {@code <Code>} element in the response. */
    public String code() {
        return code;
    }

    /** The text of the {@code <Message>} element in the response. */
    public String message() {
        return message;
    }
}
