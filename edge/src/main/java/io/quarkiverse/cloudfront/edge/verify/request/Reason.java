package io.quarkiverse.cloudfront.edge.verify.request;

import java.util.Objects;

/**
 * Why a request was refused: a kind to tell apart in code, and a sentence for people.
 *
 * @param kind what is wrong
 * @param sentence the explanation in plain English, safe to log: it holds neither signature nor signed URL, and what the viewer
 *        sent is cut short and freed from control characters
 */
public record Reason(Kind kind, String sentence) {

    public Reason {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** What is wrong with a request; each kind leads to one {@link ErrorCode}. */
    public enum Kind {

        /** Neither the URL nor a cookie carries any of CloudFront's parameters. */
        UNSIGNED(ErrorCode.MISSING_KEY),
        /** Signed, but without a key pair ID. */
        KEY_PAIR_ID_MISSING(ErrorCode.MISSING_KEY),
        /** The key itself, PEM or base64, where its ID belongs. */
        KEY_PAIR_ID_IS_KEY(ErrorCode.MISSING_KEY),
        /** The key pair ID is not made of letters and digits. */
        KEY_PAIR_ID_MALFORMED(ErrorCode.MISSING_KEY),
        /** The key pair ID is a variable of an HLS playlist. */
        PLAYLIST_VARIABLE(ErrorCode.MISSING_KEY),
        /** The trusted key group does not know the key pair ID. */
        UNKNOWN_KEY(ErrorCode.INVALID_KEY),

        /** No signature at all. */
        SIGNATURE_MISSING(ErrorCode.ACCESS_DENIED),
        /** Not CloudFront's base64. */
        SIGNATURE_UNREADABLE(ErrorCode.MALFORMED_SIGNATURE),
        /** Neither {@code Expires} nor {@code Policy}. */
        POLICY_MISSING(ErrorCode.MALFORMED_POLICY),
        /** The policy's base64, JSON, or content is wrong. */
        POLICY_UNREADABLE(ErrorCode.MALFORMED_POLICY),
        /** A date beyond what CloudFront accepts; mostly one in milliseconds. */
        DATE_OUT_OF_RANGE(ErrorCode.MALFORMED_POLICY),
        /** A reserved name occurs twice, or both {@code Expires} and {@code Policy} do. */
        AMBIGUOUS(ErrorCode.ACCESS_DENIED),

        /** {@code Hash-Algorithm} has a value other than {@code SHA256}. */
        HASH_ALGORITHM_UNKNOWN(ErrorCode.ACCESS_DENIED),
        /** An ECDSA key without {@code Hash-Algorithm=SHA256}. */
        HASH_MARKER_MISSING(ErrorCode.ACCESS_DENIED),

        /** The signature does not match, and no known mistake explains it. */
        SIGNATURE_MISMATCH(ErrorCode.ACCESS_DENIED),
        /** The signature is right for another scheme. */
        SCHEME_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The policy is for another host, or for another spelling of it. */
        HOST_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature is right for another query string. */
        QUERY_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature is right for a wildcard, which a canned policy does not know. */
        WILDCARD_IN_CANNED(ErrorCode.ACCESS_DENIED),
        /** The signature is right for the URL before it was percent-encoded. */
        ENCODING_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature is right for an expiry in milliseconds. */
        EXPIRY_IN_MILLISECONDS(ErrorCode.ACCESS_DENIED),
        /** The signature is right under the other hash algorithm. */
        HASH_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature was made with another key than the request names. */
        KEY_DIFFERS(ErrorCode.ACCESS_DENIED),
        /** The signature is right, but of a form CloudFront does not take: RSASSA-PSS, or ECDSA that is not DER-encoded. */
        SIGNATURE_FORM_DIFFERS(ErrorCode.ACCESS_DENIED),

        /** The policy's resource does not cover the URL. */
        RESOURCE_MISMATCH(ErrorCode.ACCESS_DENIED),
        /** {@code DateLessThan} has come. */
        EXPIRED(ErrorCode.ACCESS_DENIED),
        /** {@code DateGreaterThan} has not passed. */
        NOT_YET_VALID(ErrorCode.ACCESS_DENIED),
        /** The viewer's address is outside {@code IpAddress}. */
        ADDRESS_MISMATCH(ErrorCode.ACCESS_DENIED),
        /** The viewer comes over IPv6, which {@code IpAddress} does not know. */
        ADDRESS_NOT_IPV4(ErrorCode.ACCESS_DENIED);

        private final ErrorCode code;

        Kind(ErrorCode code) {
            this.code = code;
        }

        /** The error code CloudFront answers with. */
        public ErrorCode code() {
            return code;
        }
    }
}
