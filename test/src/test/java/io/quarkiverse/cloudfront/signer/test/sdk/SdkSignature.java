package io.quarkiverse.cloudfront.signer.test.sdk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an AWS SDK has signed.
 *
 * @param labels how: key pair ID, hash algorithm, kind of policy
 * @param url the URL to request
 * @param cookies the header {@code Cookie}; empty if the URL is signed
 */
record SdkSignature(String labels, String url, String cookies) {

    private static final Pattern SIGNATURE = Pattern.compile("(?<=Signature=)[^&;]*");
    private static final Pattern EXPIRES = Pattern.compile("(?<=Expires=)[0-9]+");
    private static final Pattern POLICY = Pattern.compile("(?<=Policy=)[^&;]*");
    private static final Pattern DATE = Pattern.compile("(?<=DateLessThan\":\\{\"AWS:EpochTime\":)[0-9]+");

    /** A line that a script prints. */
    static SdkSignature parse(String line) {
        String[] parts = line.split("\t", -1);
        return new SdkSignature(parts[0], parts[1], parts[2]);
    }

    /** The scheme as an explanation names it. */
    String scheme() {
        return (labels.startsWith("KEC ") ? "ECDSA" : "RSA") + " and " + (labels.contains(" SHA256 ") ? "SHA-256" : "SHA-1");
    }

    /** This signature, each time with one mistake. */
    Map<String, SdkSignature> broken() {
        Map<String, SdkSignature> broken = new LinkedHashMap<>();
        broken.put("another signature", changed(SIGNATURE, SdkSignature::flip));
        broken.put("a later expiry", changed(EXPIRES, SdkSignature::later).changed(POLICY, SdkSignature::laterPolicy));
        broken.put("another file", new SdkSignature(labels, url.replace("/private/", "/other/"), cookies));
        broken.put("another key", isOf("KEC") ? replaced("Key-Pair-Id=KEC", "Key-Pair-Id=KRSA")
                : replaced("Key-Pair-Id=KRSA", "Key-Pair-Id=KEC"));
        broken.put("another hash", withOtherHash());
        return broken;
    }

    /** With an explicit {@code Hash-Algorithm=SHA1}, which the SDK for .NET adds. */
    SdkSignature namingSha1() {
        return new SdkSignature(labels + " named", cookies.isEmpty() ? url + "&Hash-Algorithm=SHA1" : url,
                cookies.isEmpty() ? "" : cookies + "; CloudFront-Hash-Algorithm=SHA1");
    }

    @Override
    public String toString() {
        return labels;
    }

    private SdkSignature withOtherHash() {
        if ((url + cookies).contains("Hash-Algorithm=SHA1")) {
            return replaced("Hash-Algorithm=SHA1", "Hash-Algorithm=SHA256");
        }
        if ((url + cookies).contains("Hash-Algorithm=SHA256")) {
            return replaced("&Hash-Algorithm=SHA256", "").replaced("CloudFront-Hash-Algorithm=SHA256", "a=b");
        }
        return new SdkSignature(labels, cookies.isEmpty() ? url + "&Hash-Algorithm=SHA256" : url,
                cookies.isEmpty() ? "" : cookies + "; CloudFront-Hash-Algorithm=SHA256");
    }

    private boolean isOf(String keyPairId) {
        return labels.startsWith(keyPairId + " ");
    }

    private SdkSignature replaced(String text, String replacement) {
        return new SdkSignature(labels, url.replace(text, replacement), cookies.replace(text, replacement));
    }

    private SdkSignature changed(Pattern pattern, UnaryOperator<String> change) {
        return new SdkSignature(labels, changed(url, pattern, change), changed(cookies, pattern, change));
    }

    private static String changed(String text, Pattern pattern, UnaryOperator<String> change) {
        return pattern.matcher(text).replaceAll((MatchResult match) -> Matcher.quoteReplacement(change.apply(match.group())));
    }

    private static String flip(String signature) {
        int middle = signature.length() / 2;
        return signature.substring(0, middle) + (signature.charAt(middle) == 'A' ? 'B' : 'A') + signature.substring(middle + 1);
    }

    private static String later(String seconds) {
        return String.valueOf(Long.parseLong(seconds) + 60);
    }

    private static String laterPolicy(String encoded) {
        String json = new String(Base64.getDecoder().decode(encoded.replace('-', '+').replace('_', '=').replace('~', '/')),
                StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(changed(json, DATE, SdkSignature::later).getBytes(StandardCharsets.UTF_8))
                .replace('+', '-').replace('=', '_').replace('/', '~');
    }
}
