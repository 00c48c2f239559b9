package io.quarkiverse.cloudfront.signer.test.sdk;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A mistake with a signature, and how it is explained.
 *
 * @param canned a regular expression for the sentence if the policy is canned
 * @param custom if the policy is custom
 */
record Mistake(String name, UnaryOperator<SdkSignature> change, String canned, String custom) {

    private static final String MISMATCH = "the signature does not match: ";
    private static final String REBUILT = MISMATCH + "CloudFront rebuilt the canned policy for http://.*; either a different "
            + "policy was signed, or another key was used";
    private static final String CHANGED = MISMATCH + "the policy was changed after signing, or signed with another key";

    static final List<Mistake> ALL = List.of(
            of("query cut off, no cookies", signed -> new SdkSignature(signed.labels(), signed.url().split("[?]")[0], ""),
                    "unsigned: neither the URL nor a cookie has any of CloudFront's parameters"),
            new Mistake("signature changed", SdkSignature::withOtherSignature, REBUILT, CHANGED),
            new Mistake("a later expiry", SdkSignature::withLaterExpiry, REBUILT, CHANGED),
            of("signature missing", signed -> signed.without("Signature"), "there is no (CloudFront-)?Signature"),
            of("signature in plain base64", signed -> signed.replaced("Signature=..", "Signature=+/"),
                    "(CloudFront-)?Signature is not padded base64 with - _ ~ in place of [+] = /"),
            of("key pair ID missing", signed -> signed.without("Key-Pair-Id"),
                    "there is .*, but no (CloudFront-)?Key-Pair-Id"),
            of("key pair ID of another key",
                    signed -> signed.replaced("Id=KRSA", "Id=K").replaced("Id=KEC", "Id=KRSA").replaced("Id=K(?=[&;]|$)",
                            "Id=KEC"),
                    MISMATCH + "it was made with the key (KRSA, but the request names KEC|KEC, but the request names KRSA)"),
            of("unknown key pair ID", signed -> signed.replaced("Id=K(EC|RSA)", "Id=KNEW"),
                    "unknown key pair ID 'KNEW'; the known keys are (KRSA, KEC|KEC, KRSA)"),
            of("PEM as key pair ID",
                    signed -> signed.replaced("Id=K(EC|RSA)", "Id=-----BEGIN%20PUBLIC%20KEY-----MII"),
                    "(CloudFront-)?Key-Pair-Id is a key of .* characters instead of the key's ID in CloudFront"),
            new Mistake("another file", signed -> signed.at(signed.url().replace("/private/", "/other/")), REBUILT,
                    "the policy's resource http://localhost:\\d+/private/.* does not cover the URL: .*"),
            new Mistake("another host", signed -> signed.at(signed.url().replace("localhost", "www.example.com")),
                    MISMATCH + "the URL was signed for the host localhost:\\d+, but requested from www.example.com:\\d+",
                    "the policy's resource .* is for the host localhost:\\d+, but the request is for www.example.com:\\d+"),
            new Mistake("another scheme", signed -> signed.at(signed.url().replace("http:", "https:")),
                    MISMATCH + "the URL was signed for http, but requested over https",
                    "the policy's resource http://.* is for http, but the request uses https"),
            new Mistake("a parameter added", signed -> signed.isCanned()
                    ? signed.at(signed.url() + (signed.url().contains("?") ? "&" : "?") + "utm_source=mail")
                    : signed.with("Expires", "1"), MISMATCH + "the query string was added to or changed after signing",
                    "the request has both (CloudFront-)?Expires for a canned policy and (CloudFront-)?Policy for a custom policy"),
            of("another hash marker", SdkSignature::withOtherHash,
                    MISMATCH + "it was made with .* with SHA-\\d+, but the request makes CloudFront expect .* with SHA-\\d+"),
            new Mistake("milliseconds, or a policy that was cut off",
                    signed -> signed.replaced("Expires=(\\d+)", "Expires=$1000")
                            .replaced("Policy=([^&;]{16})[^&;]*", "Policy=$1"),
                    "(CloudFront-)?Expires is \\d+, which is too large for a number of seconds; is it in milliseconds\\?",
                    "the policy is not .*"));

    private static Mistake of(String name, UnaryOperator<SdkSignature> change, String both) {
        return new Mistake(name, change, both, both);
    }
}
