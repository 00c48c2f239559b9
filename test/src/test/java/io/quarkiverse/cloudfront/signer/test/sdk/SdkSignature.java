package io.quarkiverse.cloudfront.signer.test.sdk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an AWS SDK has signed.
 *
 * @param labels how: key pair ID, hash algorithm, kind of policy
 * @param url the URL to request
 * @param cookies the {@code Cookie} header; empty if the URL is signed
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

    boolean isCanned() {
        return (url + cookies).contains("Expires=");
    }

    SdkSignature at(String other) {
        return new SdkSignature(labels, other, cookies);
    }

    /** Without the parameter or cookie. */
    SdkSignature without(String name) {
        return replaced("(?:CloudFront-)?" + name + "=[^&;]*(?:&|; )?", "").replaced("[&?]$|; $", "");
    }

    SdkSignature with(String name, String value) {
        return cookies.isEmpty() ? at(url + "&" + name + "=" + value)
                : new SdkSignature(labels, url, cookies + "; CloudFront-" + name + "=" + value);
    }

    SdkSignature replaced(String regex, String replacement) {
        return new SdkSignature(labels, url.replaceAll(regex, replacement), cookies.replaceAll(regex, replacement));
    }

    /** With an explicit {@code Hash-Algorithm=SHA1}, which the SDK for .NET adds. */
    SdkSignature namingSha1() {
        return new SdkSignature(labels + " named", url, cookies).with("Hash-Algorithm", "SHA1");
    }

    /** With the other hash marker than that of the signature. */
    SdkSignature withOtherHash() {
        if ((url + cookies).contains("Hash-Algorithm=SHA256")) {
            return without("Hash-Algorithm");
        }
        return (url + cookies).contains("Hash-Algorithm=SHA1") ? replaced("Hash-Algorithm=SHA1", "Hash-Algorithm=SHA256")
                : with("Hash-Algorithm", "SHA256");
    }

    SdkSignature withOtherSignature() {
        return changed(SIGNATURE, SdkSignature::flip);
    }

    SdkSignature withLaterExpiry() {
        return changed(EXPIRES, SdkSignature::later).changed(POLICY, SdkSignature::laterPolicy);
    }

    @Override
    public String toString() {
        return labels;
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
