package io.quarkiverse.cloudfront.edge.verify;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides about requests for restricted content, as CloudFront does. Immutable, and fit for use by many threads.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">Create
 *      a signed URL using a canned policy</a>
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Create
 *      a signed URL using a custom policy</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public final class Verifier {

    private static final String SHA256 = "SHA256";
    // as a number in JSON, the canned policy's expiry has no leading zero; more digits than these are beyond any date
    private static final Pattern EPOCH_SECONDS = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final Clock clock;
    private final PolicyParser parser = new PolicyParser();

    /** A verifier that goes by the given clock. */
    public Verifier(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Decides whether a request is signed as it must be.
     *
     * @param trusted the keys whose signatures count
     * @throws IllegalStateException if this platform lacks a signature algorithm, or its policy forbids it
     */
    public Verdict verify(ViewerRequest request, KeyGroup trusted) {
        RawTarget target = RawTarget.parse(request.target());
        Optional<Credentials> url = Credentials.ofUrl(target);
        Optional<Credentials> cookies = Credentials.ofCookies(request.cookies());
        if (url.isEmpty() && cookies.isEmpty()) {
            return new Verdict.Refused(new Reason(Reason.Kind.UNSIGNED,
                    "unsigned: neither the URL nor a cookie has any of CloudFront's parameters"));
        }
        // once the URL has a parameter of CloudFront's, cookies no longer count
        Verdict verdict = decide(request, target, url.or(() -> cookies).orElseThrow(), trusted);
        if (verdict instanceof Verdict.Refused refused && url.isPresent() && cookies.isPresent()
                && decide(request, target, cookies.get(), trusted) instanceof Verdict.Allowed) {
            return new Verdict.Refused(new Reason(refused.reason().kind(), refused.reason().sentence()
                    + "; the cookies would do, but are ignored because the URL has " + url.get().names()));
        }
        return verdict;
    }

    private Verdict decide(ViewerRequest request, RawTarget target, Credentials credentials, KeyGroup trusted) {
        try {
            Presented presented = present(request, target, credentials, trusted);
            if (!presented.matches()) {
                return new Verdict.Refused(new MismatchDiagnosis(request, target, presented, trusted).reason());
            }
            new PolicyConditions(presented.policy()).check(request, target, clock.instant());
            return new Verdict.Allowed(presented.keyPairId(), presented.policy(), presented.canned(), credentials.source(),
                    target.stripped());
        } catch (Refusal refusal) {
            return new Verdict.Refused(refusal.reason());
        }
    }

    private Presented present(ViewerRequest request, RawTarget target, Credentials credentials, KeyGroup trusted) {
        String keyPairId = keyPairId(credentials);
        PublicKey key = key(keyPairId, trusted);
        byte[] signature = signature(credentials);
        Optional<String> policy = credentials.value(RawTarget.POLICY);
        Optional<String> expires = credentials.value(RawTarget.EXPIRES);
        if (policy.isPresent() && expires.isPresent()) {
            throw new Refusal(Reason.Kind.AMBIGUOUS, "there are both " + credentials.label(RawTarget.EXPIRES)
                    + " of a canned and " + credentials.label(RawTarget.POLICY) + " of a custom policy");
        }
        SignatureScheme scheme = SignatureScheme.of(key, sha256(credentials, key));
        if (policy.isPresent()) {
            byte[] json = policyJson(policy.get());
            return new Presented(keyPairId, key, scheme, signature, new String(json, StandardCharsets.UTF_8),
                    parser.parse(json), false);
        }
        String seconds = expires.orElseThrow(() -> new Refusal(Reason.Kind.POLICY_MISSING, "there is neither "
                + credentials.label(RawTarget.EXPIRES) + " nor " + credentials.label(RawTarget.POLICY)));
        String resource = request.scheme() + "://" + request.host() + target.stripped();
        return new Presented(keyPairId, key, scheme, signature, Policy.cannedJson(resource, seconds),
                Policy.canned(resource, expiry(seconds, credentials)), true);
    }

    private static String keyPairId(Credentials credentials) {
        String keyPairId = credentials.value(RawTarget.KEY_PAIR_ID)
                .orElseThrow(() -> new Refusal(Reason.Kind.KEY_PAIR_ID_MISSING, "there is "
                        + credentials.names() + ", but no " + credentials.label(RawTarget.KEY_PAIR_ID)));
        if (!KeyGroup.isKeyPairId(keyPairId)) {
            throw new Refusal(Reason.Kind.KEY_PAIR_ID_MALFORMED,
                    credentials.label(RawTarget.KEY_PAIR_ID) + " is made of letters and digits, but is "
                            + Printable.word(keyPairId));
        }
        return keyPairId;
    }

    private static PublicKey key(String keyPairId, KeyGroup trusted) {
        PublicKey key = trusted.keys().get(keyPairId);
        if (key == null) {
            throw new Refusal(Reason.Kind.UNKNOWN_KEY, "unknown key pair ID " + Printable.word(keyPairId)
                    + "; the trusted key group '" + trusted.name() + "' has "
                    + (trusted.keys().isEmpty() ? "no keys" : String.join(", ", trusted.keys().keySet())));
        }
        return key;
    }

    private static byte[] signature(Credentials credentials) {
        String label = credentials.label(RawTarget.SIGNATURE);
        String signature = credentials.value(RawTarget.SIGNATURE)
                .orElseThrow(() -> new Refusal(Reason.Kind.SIGNATURE_MISSING, "there is no " + label));
        return CloudFrontBase64.decode(signature).orElseThrow(() -> new Refusal(Reason.Kind.SIGNATURE_UNREADABLE,
                label + " is not padded base64 with - _ ~ in place of + = /"));
    }

    private static boolean sha256(Credentials credentials, PublicKey key) {
        if (!credentials.has(RawTarget.HASH_ALGORITHM)) {
            if (key instanceof ECPublicKey) {
                throw new Refusal(Reason.Kind.HASH_MARKER_MISSING, "hash marker missing: an ECDSA key needs "
                        + credentials.label(RawTarget.HASH_ALGORITHM) + "=" + SHA256);
            }
            return false;
        }
        String hash = credentials.value(RawTarget.HASH_ALGORITHM).orElse("");
        if (!hash.equals(SHA256)) {
            throw new Refusal(Reason.Kind.HASH_ALGORITHM_UNKNOWN, credentials.label(RawTarget.HASH_ALGORITHM)
                    + " can be " + SHA256 + ", or left out for SHA-1, but is " + Printable.word(hash));
        }
        return true;
    }

    private static byte[] policyJson(String policy) {
        return CloudFrontBase64.decode(policy).orElseThrow(() -> new Refusal(Reason.Kind.POLICY_UNREADABLE,
                "the policy is not padded base64 with - _ ~ in place of + = /"));
    }

    private static Instant expiry(String seconds, Credentials credentials) {
        if (!EPOCH_SECONDS.matcher(seconds).matches()) {
            throw new Refusal(Reason.Kind.POLICY_UNREADABLE, credentials.label(RawTarget.EXPIRES)
                    + " is not a number of seconds, but " + Printable.word(seconds));
        }
        return PolicyParser.date(credentials.label(RawTarget.EXPIRES), Long.parseLong(seconds));
    }
}
