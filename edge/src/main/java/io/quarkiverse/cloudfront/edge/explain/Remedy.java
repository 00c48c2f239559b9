package io.quarkiverse.cloudfront.edge.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/** The remedies for each reason for which CloudFront refuses a request. */
final class Remedy {

    static final String COOKIE_PATH = "Set the path of the cookies to that of their policy, without a wildcard and with a / "
            + "at the end, such as /images/ for /images/*.";
    static final String COOKIE_REACH = "Set a Domain and a Path for the cookies that cover the URL, and request it over https.";

    /** Remedies for URLs with parameters that look like CloudFront's, but have other names. The first match applies. */
    private static final List<Map.Entry<Pattern, String>> LOOKALIKES = List.of(
            Map.entry(Pattern.compile("[?&]amp;(?:Signature|Key-Pair-Id|Policy|Expires|Hash-Algorithm)="),
                    "Replace &amp; with &: the URL was escaped for HTML, and then used outside of HTML."),
            Map.entry(Pattern.compile("[?&](?:X-Amz-Signature|AWSAccessKeyId)="),
                    "Sign the URL for CloudFront, with a CloudFront key pair: S3 presigned URLs are only valid for S3."),
            Map.entry(Pattern.compile("(?i)[?&](?:signature|key-pair-id)="),
                    "Write the names of CloudFront's parameters as the signer does, because they are case-sensitive: Expires, Policy, "
                            + "Signature, Key-Pair-Id, Hash-Algorithm."));

    private Remedy() {
    }

    /** @param target the path and query without CloudFront's own parameters */
    static Optional<String> ofLookalike(String target) {
        return LOOKALIKES.stream().filter(remedy -> remedy.getKey().matcher(target).find()).map(Map.Entry::getValue)
                .findFirst();
    }

    static String of(Reason.Kind kind) {
        return switch (kind) {
            case UNSIGNED -> "Request the URL as the signer returned it, including its query; with cookies, check whether "
                    + "the browser sends them.";
            case KEY_PAIR_ID_MISSING -> "Keep the complete query of the signed URL, and do not use query parameters that "
                    + "CloudFront reserves: Expires, Policy, Signature, Key-Pair-Id, Hash-Algorithm.";
            case KEY_PAIR_ID_IS_KEY -> "Configure the key pair ID that CloudFront shows for the public key, such as "
                    + "K2JCJMDEHXQW5F; if you configured the private key instead, it has leaked with every URL: replace the "
                    + "key pair.";
            case KEY_PAIR_ID_MALFORMED ->
                "Configure the key pair ID that CloudFront shows for the public key, such as K2JCJMDEHXQW5F.";
            case PLAYLIST_VARIABLE ->
                "Use a player that supports EXT-X-DEFINE with QUERYPARAM; for others, sign a playlist for "
                        + "each viewer, or set signed cookies.";
            case UNKNOWN_KEY -> "Add the public key to a key group that the cache behavior of this path trusts, or sign with "
                    + "a key that is in it.";
            case SIGNATURE_MISSING, SIGNATURE_UNREADABLE -> "Keep the signature as the signer wrote it: forms, templates, "
                    + "and mail programs must not decode it or replace its - _ ~.";
            case POLICY_MISSING, POLICY_UNREADABLE -> "Keep the complete URL, and check whether its length is limited where "
                    + "it is stored; a policy must have exactly one statement, with DateLessThan in whole seconds.";
            case DATE_OUT_OF_RANGE, EXPIRY_IN_MILLISECONDS -> "Set the expiry in seconds since 1970: "
                    + "Instant.getEpochSecond() in Java, or Math.floor(Date.now() / 1000) in JavaScript.";
            case AMBIGUOUS -> "Rename your query parameter, because CloudFront reserves its name, and do not sign a URL twice.";
            case HASH_ALGORITHM_UNKNOWN, HASH_DIFFERS -> "Send Hash-Algorithm=SHA256 if, and only if, "
                    + "the signature was made with SHA-256, and check that no rewrite removes it.";
            case SIGNATURE_MISMATCH -> "Request exactly the URL that was signed, and compare the public key of the signer's "
                    + "private key with the one that CloudFront has for this key pair ID.";
            case SCHEME_DIFFERS -> "Sign the URL with the scheme that viewers use, or redirect viewers to https first.";
            case HOST_DIFFERS -> "Sign the URL for the host that viewers request, as their address bar shows it.";
            case DISTRIBUTION_NAME_DIFFERS -> "Sign for the host that viewers request, and use either the alternate domain "
                    + "name everywhere, or the distribution's own name under cloudfront.net.";
            case CASE_DIFFERS -> "Request the path as it was signed: CloudFront and S3 distinguish upper and lower case.";
            case QUERY_DIFFERS -> "Add the query parameters before you sign the URL, or sign a custom policy whose "
                    + "resource ends with *.";
            case WILDCARD_IN_CANNED -> "Sign a custom policy, in which * and ? are wildcards, or sign each URL separately.";
            case ENCODING_DIFFERS -> "Percent-encode the path before you sign the URL, and percent-encode the query as "
                    + "browsers do: with %20 for a space, and %27 for an apostrophe.";
            case KEY_DIFFERS ->
                "Send the ID of the key that signs: configure a private key and a key pair ID that belong together.";
            case SIGNATURE_FORM_DIFFERS -> "Use a signature scheme that CloudFront accepts: RSASSA-PKCS1-v1_5, or ECDSA with "
                    + "a DER-encoded signature.";
            case RESOURCE_MISMATCH -> "Request only URLs that the resource covers, or widen the resource; a * at its end "
                    + "also covers the query.";
            case EXPIRED -> "Sign again; if it was signed just now, the signer's clock is slow: synchronize it with NTP, and "
                    + "compute dates in UTC.";
            case NOT_YET_VALID -> "Wait, or set an earlier start; if access should begin immediately, the signer's clock is "
                    + "fast: synchronize it with NTP, and do not set a start.";
            case ADDRESS_MISMATCH -> "Sign for the address from which the viewer connects to CloudFront; behind a proxy, "
                    + "configure the application to read the Forwarded headers.";
            case ADDRESS_NOT_IPV4 -> "Remove the address from the policy, or disable IPv6 for the distribution, because "
                    + "CloudFront's IpAddress only supports IPv4.";
        };
    }
}
