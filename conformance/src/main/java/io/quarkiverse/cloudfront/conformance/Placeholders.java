package io.quarkiverse.cloudfront.conformance;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.http.Target;

/** The values of placeholders such as {@code <name>} in the texts of one question. */
final class Placeholders {

    private static final Pattern NAME = Pattern.compile("<([a-z0-9-]+?)(?:([+:-])(\\d+))?>");

    private final Question question;
    private final Target target;
    private final AskingKey key;
    private final String otherId;
    private final Instant now;
    private final int viewer;
    private int fill;
    private @Nullable String signature;

    /**
     * @param otherId the key pair ID of another key
     * @param viewer the viewer's IPv4 address, as the distribution sees it
     */
    Placeholders(Question question, Target target, AskingKey key, String otherId, Instant now, int viewer) {
        this.question = question;
        this.target = target;
        this.key = key;
        this.otherId = otherId;
        this.now = now;
        this.viewer = viewer;
    }

    String resolve(String text) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(value(name)));
    }

    /** Masks the secrets in a text from the response, because a response may repeat parts of the request. */
    String withoutSecrets(String text) {
        return (signature == null ? text : text.replace(signature, "...")).replace(policy(), "...")
                .replace(target.host(), "<host>").replace(target.hostname(), "<host>").replace(key.id(), "<id>")
                .replace(address(viewer), "<ip>");
    }

    private String value(MatchResult name) {
        return switch (name.group(1)) {
            case "base" -> target.base();
            case "scheme" -> target.scheme();
            case "scheme-upper" -> target.scheme().toUpperCase(Locale.ROOT);
            case "scheme-rest-marks" -> "?".repeat(target.scheme().length() - 3);
            case "other-scheme" -> target.scheme().equals("https") ? "http" : "https";
            case "host" -> target.host();
            case "host-upper" -> target.host().toUpperCase(Locale.ROOT);
            case "host-mark" -> "?" + target.host().substring(1);
            case "hostname" -> target.hostname();
            case "id" -> key.id();
            case "other-id" -> otherId;
            case "id-lower" -> key.id().toLowerCase(Locale.ROOT);
            case "now" -> String.valueOf(now.getEpochSecond() + shift(name));
            case "now-ms" -> String.valueOf((now.getEpochSecond() + shift(name)) * 1000);
            case "ip" -> address(viewer);
            case "other-ip" -> address(viewer ^ 1);
            case "far-ip" -> address(viewer ^ 1 << 30);
            case "expires" -> resolve(question.text("expires").orElse("<now+3600>"));
            case "marker" -> marker().isEmpty() ? "" : "&Hash-Algorithm=" + marker();
            case "marker-cookie" -> marker().isEmpty() ? "" : "; CloudFront-Hash-Algorithm=" + marker();
            case "canned" -> resolve("Expires=<expires>&Signature=<signature>&Key-Pair-Id=<id><marker>");
            case "custom" -> resolve("Policy=<policy>&Signature=<signature>&Key-Pair-Id=<id><marker>");
            case "fill" -> "x".repeat(fill(Integer.parseInt(name.group(3))));
            default -> base64(name.group(1));
        };
    }

    private static long shift(MatchResult name) {
        return name.group(2) == null ? 0 : Long.parseLong(name.group(2) + name.group(3));
    }

    private String base64(String name) {
        boolean isPolicy = name.startsWith("policy");
        String text = isPolicy ? policy() : signature();
        return switch (name.substring(name.indexOf('-') + 1)) {
            case "policy", "signature" -> text;
            case "standard" -> text.replace('-', '+').replace('_', '=').replace('~', '/');
            case "url" -> text.replace('_', '=').replace('~', '_');
            case "unpadded" -> text.replace("_", "");
            case "percent" -> text.replace("_", "%5F");
            case "bits" -> withUnusedBits(text);
            default -> throw new IllegalArgumentException("Unknown placeholder: " + name);
        };
    }

    /** Replaces the last character with another one that decoders read as the same bytes. */
    private static String withUnusedBits(String text) {
        int last = text.indexOf('_') - 1;
        return text.substring(0, last) + (char) (text.charAt(last) + 1) + text.substring(last + 1);
    }

    private String marker() {
        return question.text("marker").orElse(scheme().equals("SHA256") ? "SHA256" : "");
    }

    private String scheme() {
        return question.text("scheme").orElse("SHA256");
    }

    private String policy() {
        return cloudFrontBase64(text());
    }

    private String signature() {
        if (signature == null) {
            byte[] signed = question.text("signed").map(text -> resolve(text).getBytes(charset())).orElseGet(this::text);
            signature = cloudFrontBase64(key.sign(scheme(), signed));
        }
        return Objects.requireNonNull(signature);
    }

    /** The text of the custom policy, or the text that CloudFront builds for a canned policy. */
    private byte[] text() {
        String text = question.text("policy").map(this::resolve).orElseGet(() -> "{\"Statement\":[{\"Resource\":\""
                + resolve(question.text("resource").orElse("<base>/probe/a.txt"))
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + resolve("<expires>") + "}}}]}");
        // questions about base64 need padding
        while (question.mentions("<policy-") && text.length() % 3 != 1) {
            text += " ";
        }
        return text.getBytes(charset());
    }

    private Charset charset() {
        return question.text("charset").map(Charset::forName).orElse(StandardCharsets.UTF_8);
    }

    private static String cloudFrontBase64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes).replace('+', '-').replace('=', '_').replace('/', '~');
    }

    /**
     * The number of fill characters that the URL needs to reach the length that the question requires. The result is the same
     * for every signature, because all RSA signatures have the same length.
     */
    private int fill(int length) {
        if (fill == 0) {
            fill = 1;
            int shortest = target.base().length() + resolve(question.text("target").orElseThrow()).length();
            signature = null;
            fill += length - shortest;
        }
        return fill;
    }

    private static String address(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }
}
