package io.quarkiverse.cloudfront.signer.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads signed URLs as a viewer and as CloudFront do.
 */
final class SignedUrls {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Pattern SIGNED = Pattern.compile("https?://[^\"\\s]*Signature=[^\"\\s]*");

    private SignedUrls() {
    }

    /**
     * The edge's answer to a request for this URL.
     */
    static int status(String url) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The text with each signed URL that the edge accepts as its path and a mark.
     */
    static String marked(String text) {
        return SIGNED.matcher(text).replaceAll(url -> status(url.group()) == 200
                ? Matcher.quoteReplacement(URI.create(url.group()).getRawPath() + " (signed)")
                : "(refused)");
    }

    /**
     * The JSON of a URL's custom policy.
     */
    static String policy(String url) {
        String encoded = parameter(url, "Policy").replace('-', '+').replace('_', '=').replace('~', '/');
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    /**
     * The resource that a URL's custom policy grants.
     */
    static String resource(String url) {
        Matcher resource = Pattern.compile("\"Resource\":\"([^\"]*)\"").matcher(policy(url));
        if (!resource.find()) {
            throw new IllegalArgumentException("no resource in " + policy(url));
        }
        return resource.group(1);
    }

    /**
     * When a URL ends, as an epoch second.
     */
    static long expiry(String url) {
        if (!url.contains("Policy=")) {
            return Long.parseLong(parameter(url, "Expires"));
        }
        Matcher expiry = Pattern.compile("\"DateLessThan\":\\{\"AWS:EpochTime\":(\\d+)").matcher(policy(url));
        if (!expiry.find()) {
            throw new IllegalArgumentException("no expiry in " + policy(url));
        }
        return Long.parseLong(expiry.group(1));
    }

    private static String parameter(String url, String name) {
        Matcher parameter = Pattern.compile("[?&]" + name + "=([^&\"]*)").matcher(url);
        if (!parameter.find()) {
            throw new IllegalArgumentException("no " + name + " in " + url);
        }
        return parameter.group(1);
    }
}
