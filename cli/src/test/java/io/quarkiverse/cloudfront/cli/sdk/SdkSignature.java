package io.quarkiverse.cloudfront.cli.sdk;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an AWS SDK has signed.
 *
 * @param labels how
 * @param url the URL to request
 * @param cookies the header {@code Cookie}; empty if the URL is signed
 */
record SdkSignature(String labels, String url, String cookies) {

    private static final Pattern SIGNATURE = Pattern.compile("(?<=Signature=)[^&;]*");

    /** A line that a script prints. */
    static SdkSignature parse(String line) {
        String[] parts = line.split("\t", -1);
        return new SdkSignature(parts[0], parts[1], parts[2]);
    }

    boolean isCanned() {
        return (url + cookies).contains("Expires=");
    }

    SdkSignature at(String other) {
        return new SdkSignature(labels, other, cookies);
    }

    /** Without the parameter or cookie. */
    SdkSignature without(String name) {
        return replaced("(?:CloudFront-)?" + name + "=[^&;]*(?:&|; )?", "").replaced("[&?]$", "");
    }

    SdkSignature with(String name, String value) {
        return cookies.isEmpty() ? at(url + "&" + name + "=" + value)
                : new SdkSignature(labels, url, cookies + "; CloudFront-" + name + "=" + value);
    }

    SdkSignature replaced(String regex, String replacement) {
        return new SdkSignature(labels, url.replaceAll(regex, replacement), cookies.replaceAll(regex, replacement));
    }

    SdkSignature withSignature(UnaryOperator<String> change) {
        return new SdkSignature(labels, changed(url, change), changed(cookies, change));
    }

    private static String changed(String text, UnaryOperator<String> change) {
        return SIGNATURE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(change.apply(match.group())));
    }

    /** With the other hash marker than that of the signature. */
    SdkSignature withOtherHash() {
        if ((url + cookies).contains("Hash-Algorithm=SHA256")) {
            return without("Hash-Algorithm");
        }
        return (url + cookies).contains("Hash-Algorithm=SHA1") ? replaced("Hash-Algorithm=SHA1", "Hash-Algorithm=SHA256")
                : with("Hash-Algorithm", "SHA256");
    }

    @Override
    public String toString() {
        return labels;
    }
}
