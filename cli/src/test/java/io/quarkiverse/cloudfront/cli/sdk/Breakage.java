package io.quarkiverse.cloudfront.cli.sdk;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A mistake with a signature, and how it is explained.
 *
 * @param options of the command
 * @param canned a regular expression for the sentence if the policy is canned
 * @param custom if the policy is custom
 */
record Breakage(String name, UnaryOperator<SdkSignature> change, List<String> options, String canned, String custom) {

    private static final String MISMATCH = "the signature does not match: ";
    private static final String REBUILT = MISMATCH + "CloudFront rebuilt the canned policy for https://.*; either a different "
            + "policy was signed, or another key was used";
    private static final String CHANGED = MISMATCH + "the policy was changed after signing, or signed with another key";

    private static Breakage of(String name, UnaryOperator<SdkSignature> change, String canned, String custom) {
        return new Breakage(name, change, List.of(), canned, custom);
    }

    private static Breakage of(String name, UnaryOperator<SdkSignature> change, String both) {
        return of(name, change, both, both);
    }

    /** @param later a time after the expiry */
    static List<Breakage> all(String later) {
        return List.of(
                of("query cut off, no cookies", signed -> new SdkSignature("", signed.url().split("[?]")[0], ""),
                        "unsigned: neither the URL nor a cookie has any of CloudFront's parameters"),
                of("signature changed", signed -> signed.withSignature(Breakage::flip), REBUILT, CHANGED),
                of("signature missing", signed -> signed.without("Signature"), "there is no (CloudFront-)?Signature"),
                of("signature in plain base64", signed -> signed.withSignature(signature -> "+/" + signature.substring(2)),
                        "(CloudFront-)?Signature is not padded base64 with - _ ~ in place of [+] = /"),
                of("key pair ID missing", signed -> signed.without("Key-Pair-Id"),
                        "there is .*, but no (CloudFront-)?Key-Pair-Id"),
                of("key pair ID of another key",
                        signed -> signed.replaced("Id=KRSA", "Id=K").replaced("Id=KEC", "Id=KRSA").replaced("Id=K$", "Id=KEC")
                                .replaced("Id=K(?=[&;])", "Id=KEC"),
                        MISMATCH + "it was made with the key (KRSA, but the request names KEC|KEC, but the request names KRSA)"),
                of("unknown key pair ID", signed -> signed.replaced("Id=K(EC|RSA)", "Id=KNEW"),
                        "unknown key pair ID 'KNEW'; the known keys are KRSA, KEC"),
                of("PEM as key pair ID",
                        signed -> signed.replaced("Id=K(EC|RSA)", "Id=-----BEGIN PUBLIC KEY-----MII".replace(" ", "%20")),
                        "(CloudFront-)?Key-Pair-Id is a key, a text of .* characters, instead of its ID in CloudFront"),
                new Breakage("expired", UnaryOperator.identity(), List.of("--at", later), "expired 1 hour ago \\(.*\\)",
                        "expired 1 hour ago \\(.*\\)"),
                of("another file", signed -> signed.at(signed.url().replace("/private/", "/other/")), REBUILT,
                        "the policy's resource https://media.example.com/private/.* does not cover the URL: .*"),
                of("another host", signed -> signed.at(signed.url().replace("media.example", "www.example")),
                        MISMATCH + "the URL was signed for the host media.example.com, but requested from www.example.com",
                        "the policy's resource .* is for the host media.example.com, but the request is for www.example.com"),
                of("another scheme", signed -> signed.at(signed.url().replace("https:", "http:")),
                        MISMATCH + "the URL was signed for https, but requested over http",
                        "the policy's resource https://.* is for https, but the request uses http"),
                of("a parameter added", signed -> signed.isCanned()
                        ? signed.at(signed.url() + (signed.url().contains("?") ? "&" : "?") + "utm_source=mail")
                        : signed.with("Expires", "1"), MISMATCH + "the query string was added to or changed after signing",
                        "there are both (CloudFront-)?Expires of a canned and (CloudFront-)?Policy of a custom policy"),
                of("another hash marker", SdkSignature::withOtherHash,
                        MISMATCH + "it was made with .* with SHA-\\d+, but the request makes CloudFront expect .* with SHA-\\d+"),
                of("milliseconds, or a policy that was cut off", signed -> signed.replaced("Expires=(\\d+)", "Expires=$1000")
                        .replaced("Policy=([^&;]{16})[^&;]*", "Policy=$1"),
                        "(CloudFront-)?Expires is \\d+, which is too large for a number of seconds; is it in milliseconds\\?",
                        "the policy is not .*"));
    }

    private static String flip(String signature) {
        int middle = signature.length() / 2;
        return signature.substring(0, middle) + (signature.charAt(middle) == 'A' ? 'B' : 'A') + signature.substring(middle + 1);
    }
}
