package io.quarkiverse.cloudfront.edge.verify.request;

/**
 * Why a request was refused: a kind for code, and a sentence for people.
 *
 * @param kind the kind of mistake
 * @param sentence the explanation in plain English. It is safe to log, because it never contains a signature or a signed URL,
 *        and the viewer's input is shortened and does not contain control characters
 */
public record Reason(Kind kind, String sentence) {

    /** The kinds of mistakes in a request; each leads to one {@link ErrorCode}. */
    public enum Kind {

        /** Neither the URL nor a cookie carries any of CloudFront's parameters. */
        UNSIGNED(ErrorCode.MISSING_KEY),
        /** The request is signed, but lacks a key pair ID. */
        KEY_PAIR_ID_MISSING(ErrorCode.MISSING_KEY),
        /** The key pair ID is a key, in PEM or base64. */
        KEY_PAIR_ID_IS_KEY(ErrorCode.MISSING_KEY),
        /** The key pair ID does not consist of letters and digits. */
        KEY_PAIR_ID_MALFORMED(ErrorCode.MISSING_KEY),
        /** The key pair ID is a variable of an HLS playlist. */
        PLAYLIST_VARIABLE(ErrorCode.MISSING_KEY),
        /** The key pair ID is not in the trusted key group. */
        UNKNOWN_KEY(ErrorCode.INVALID_KEY),

        /** The request lacks only the signature itself. */
        SIGNATURE_MISSING(ErrorCode.ACCESS_DENIED),
        /** The signature is not in CloudFront's base64. */
        SIGNATURE_UNREADABLE(ErrorCode.MALFORMED_SIGNATURE),
        /** The request has neither {@code Expires} nor {@code Policy}. */
        POLICY_MISSING(ErrorCode.MALFORMED_POLICY),
        /** The policy's base64, JSON, or content is wrong. */
        POLICY_UNREADABLE(ErrorCode.MALFORMED_POLICY),
        /** A date is before 1970, or so large that it must be in another unit, such as milliseconds. */
        DATE_OUT_OF_RANGE(ErrorCode.MALFORMED_POLICY),
        /** A reserved name occurs twice, or the request has both {@code Expires} and {@code Policy}. */
        AMBIGUOUS(ErrorCode.ACCESS_DENIED),

        /** {@code Hash-Algorithm} has a value other than {@code SHA256} and {@code SHA1}. */
        HASH_ALGORITHM_UNKNOWN(ErrorCode.ACCESS_DENIED),

        /** The signature does not match, and no known mistake explains it. */
        SIGNATURE_MISMATCH(ErrorCode.ACCESS_DENIED),
        /** The signature is valid for the same URL with the other scheme, such as {@code http} instead of {@code https}. */
        SCHEME_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The policy is for another host, or for another spelling of it. */
        HOST_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** Like {@link #HOST_DIFFERS}, but one of the two hosts is a distribution's own name under {@code cloudfront.net}. */
        DISTRIBUTION_NAME_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The policy is for the same path with different upper and lower case letters. */
        CASE_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature is valid for a different query string. */
        QUERY_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature is valid for a wildcard, which canned policies do not support. */
        WILDCARD_IN_CANNED(ErrorCode.ACCESS_DENIED),
        /** The signature is valid for the URL before it was percent-encoded. */
        ENCODING_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature is valid for an expiry in milliseconds. */
        EXPIRY_IN_MILLISECONDS(ErrorCode.ACCESS_DENIED),
        /** The signature is valid with the other hash algorithm. */
        HASH_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature was made with a key other than the one that the request names. */
        KEY_DIFFERS(ErrorCode.ACCESS_DENIED),
        /**
         * The signature is valid, but in a form that CloudFront does not accept: RSASSA-PSS, or ECDSA that is not DER-encoded.
         */
        SIGNATURE_FORM_DIFFERS(ErrorCode.ACCESS_DENIED),

        /** The policy's resource does not cover the URL. */
        RESOURCE_MISMATCH(ErrorCode.ACCESS_DENIED),
        /** {@code DateLessThan} has been reached. */
        EXPIRED(ErrorCode.ACCESS_DENIED),
        /** {@code DateGreaterThan} has not passed. */
        NOT_YET_VALID(ErrorCode.ACCESS_DENIED),
        /** The viewer's address is outside {@code IpAddress}. */
        ADDRESS_MISMATCH(ErrorCode.ACCESS_DENIED),
        /** The viewer uses IPv6, which {@code IpAddress} does not support. */
        ADDRESS_NOT_IPV4(ErrorCode.ACCESS_DENIED);

        private final ErrorCode code;

        Kind(ErrorCode code) {
            this.code = code;
        }

        /** The kind of mistake if a policy is for a host other than the requested one. */
        public static Kind otherHost(String signed, String requested) {
            return (signed + " " + requested).contains(".cloudfront.net") ? DISTRIBUTION_NAME_DIFFERS : HOST_DIFFERS;
        }

        /** The error code of CloudFront's response. */
        public ErrorCode code() {
            return code;
        }
    }
}
