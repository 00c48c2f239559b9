package io.quarkiverse.cloudfront.signer.runtime.devui;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.Recipient;
import io.quarkiverse.cloudfront.signer.runtime.signature.RecipientSigner;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * A developer's request to sign. Empty values default to those of the signer.
 *
 * @param target a path under the signer's URL, or an absolute URL
 * @param resource the resource of a custom policy, optionally with wildcards; empty for the target itself
 * @param expiresIn a duration in Quarkus's format
 * @param notBefore an instant with offset
 * @param ipAddress an IPv4 address or CIDR
 * @param custom whether to use a custom policy even if a canned one would be sufficient
 * @param cookies whether to create cookies instead of a URL
 */
record SigningRequest(String target, String resource, String expiresIn, String notBefore, String ipAddress, boolean custom,
        boolean cookies) {

    /**
     * Signs the request. Blocks while a remote key signs.
     *
     * @param recipient the recipient, whose user must be set if the application uses marks
     */
    Result sign(ConfiguredSigner configured, Recipient recipient) {
        RecipientSigner signer = configured.to(recipient);
        Policy.Builder builder = signer.policy(resource.isEmpty() ? target : resource);
        if (!expiresIn.isEmpty()) {
            builder.expiresIn(read("expires-in", expiresIn, "15m or PT1H", DurationConverter::parseDuration));
        }
        if (!notBefore.isEmpty()) {
            builder.notBefore(read("not-before", notBefore, "2026-12-01T00:00:00Z",
                    text -> OffsetDateTime.parse(text).toInstant()));
        }
        if (!ipAddress.isEmpty()) {
            builder.ipAddress(ipAddress);
        }
        Policy policy = builder.build();
        DefaultSignedPolicy signed = signer.sign(custom ? custom(policy) : policy, cookies ? Delivery.COOKIES : Delivery.URL)
                .now();
        if (cookies && signed.covers(target)) {
            return result(signer.policy(target).build().resource(), signed.cookies(), signed);
        }
        // this call throws an exception if the policy does not cover the target
        return result(signed.url(target), null, signed);
    }

    private static Policy custom(Policy policy) {
        return new Policy(policy.resource(), policy.expiresAt(), policy.notBefore(), policy.ipAddress(), false);
    }

    private static Result result(String url, @Nullable SignedCookies cookies, SignedPolicy signed) {
        return new Result(url, cookies == null ? null : cookies.setCookieHeaders(),
                cookies == null ? null : sent(cookies),
                signed.policy().json(), signed.policy().canned(), signed.keyPairId(), signed.expiresAt(), null);
    }

    private static String sent(SignedCookies cookies) {
        return cookies.cookies().stream().map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
    }

    private static <T> T read(String what, String text, String example, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(what + " \"" + text + "\" is not valid. Use a value such as " + example, e);
        }
    }

    /**
     * The result of a developer's request to sign. Missing values are null.
     *
     * @param url the signed URL, or, with cookies, the URL that they open
     * @param setCookies the values of the {@code Set-Cookie} headers
     * @param cookies the value of the {@code Cookie} header that a browser sends
     * @param policy the policy's JSON
     * @param canned whether CloudFront rebuilds the policy from the URL
     * @param error why signing failed
     */
    public record Result(@Nullable String url, @Nullable List<String> setCookies, @Nullable String cookies,
            @Nullable String policy, boolean canned,
            @Nullable String keyPairId, @Nullable Instant expiresAt, @Nullable String error) {

        static Result refused(@Nullable String error) {
            return new Result(null, null, null, null, false, null, null, error);
        }
    }
}
