package io.quarkiverse.cloudfront.edge.verify;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.verify.policy.PolicyParser;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.Refusal;

/** Reads {@link Credentials}. Every method throws a {@link Refusal} for values that CloudFront would not accept. */
record CredentialsReader(Credentials credentials, PolicyParser parser) {

    private static final String SHA256 = "SHA256";
    private static final String SHA1 = "SHA1";
    // a number in JSON, such as a canned policy's expiry, does not have a leading zero; more digits are beyond any valid date
    private static final Pattern EPOCH_SECONDS = Pattern.compile("0|[1-9][0-9]{0,17}");
    // the first line of a PEM, or the beginning of a key's DER in base64
    private static final Pattern KEY = Pattern.compile(".{0,5}-BEGIN.*|M[A-Z].{100,}", Pattern.DOTALL);

    private static final Pattern PLAYLIST_VARIABLE = Pattern.compile("(?:\\{|%7B)(?:\\$|%24)[\\w-]+(?:}|%7D)",
            Pattern.CASE_INSENSITIVE);

    String keyPairId() {
        String label = credentials.label(RawTarget.KEY_PAIR_ID);
        String keyPairId = credentials.value(RawTarget.KEY_PAIR_ID)
                .orElseThrow(() -> new Refusal(Reason.Kind.KEY_PAIR_ID_MISSING,
                        "there is " + credentials.names() + ", but no " + label));
        if (KeyGroup.isKeyPairId(keyPairId)) {
            return keyPairId;
        }
        if (KEY.matcher(keyPairId).matches()) {
            throw new Refusal(Reason.Kind.KEY_PAIR_ID_IS_KEY, label + " is a key of " + keyPairId.length()
                    + " characters instead of the key's ID in CloudFront");
        }
        if (PLAYLIST_VARIABLE.matcher(keyPairId).matches()) {
            throw new Refusal(Reason.Kind.PLAYLIST_VARIABLE, label + " is a variable of an HLS playlist, "
                    + Printable.word(keyPairId) + ", which the player has not replaced");
        }
        throw new Refusal(Reason.Kind.KEY_PAIR_ID_MALFORMED,
                label + " must be at most 40 letters and digits, but is " + Printable.word(keyPairId));
    }

    byte[] signature() {
        String label = credentials.label(RawTarget.SIGNATURE);
        String signature = credentials.value(RawTarget.SIGNATURE)
                .orElseThrow(() -> new Refusal(Reason.Kind.SIGNATURE_MISSING, "there is no " + label));
        return CloudFrontBase64.decode(signature).orElseThrow(() -> new Refusal(Reason.Kind.SIGNATURE_UNREADABLE,
                label + " is not padded base64 with - _ ~ in place of + = /"));
    }

    SignatureScheme scheme(PublicKey key) {
        String hash = credentials.has(RawTarget.HASH_ALGORITHM)
                ? credentials.value(RawTarget.HASH_ALGORITHM).orElse("")
                : SHA1;
        return switch (hash) {
            case SHA256 -> SignatureScheme.sha256(key);
            case SHA1 -> SignatureScheme.sha1(key);
            default -> throw new Refusal(Reason.Kind.HASH_ALGORITHM_UNKNOWN, credentials.label(RawTarget.HASH_ALGORITHM)
                    + " must be " + SHA256 + " or " + SHA1 + ", or left out for SHA-1, but is " + Printable.word(hash));
        };
    }

    Examination.Claim claim(String url) {
        Optional<String> policy = credentials.value(RawTarget.POLICY);
        Optional<String> expires = credentials.value(RawTarget.EXPIRES);
        if (policy.isPresent() && expires.isPresent()) {
            throw new Refusal(Reason.Kind.AMBIGUOUS, "the request has both " + credentials.label(RawTarget.EXPIRES)
                    + " for a canned policy and " + credentials.label(RawTarget.POLICY) + " for a custom policy");
        }
        if (policy.isPresent()) {
            byte[] json = CloudFrontBase64.decode(policy.get()).orElseThrow(() -> new Refusal(Reason.Kind.POLICY_UNREADABLE,
                    "the policy is not padded base64 with - _ ~ in place of + = /"));
            return new Examination.Claim(new String(json, StandardCharsets.UTF_8), parser.parse(json), false);
        }
        String seconds = expires.orElseThrow(() -> new Refusal(Reason.Kind.POLICY_MISSING, "there is neither "
                + credentials.label(RawTarget.EXPIRES) + " nor " + credentials.label(RawTarget.POLICY)));
        return new Examination.Claim(PolicyStatement.cannedJson(url, seconds), PolicyStatement.canned(url, expiry(seconds)),
                true);
    }

    private Instant expiry(String seconds) {
        if (!EPOCH_SECONDS.matcher(seconds).matches()) {
            throw new Refusal(Reason.Kind.POLICY_UNREADABLE, credentials.label(RawTarget.EXPIRES)
                    + " must be a number of seconds, but is " + Printable.word(seconds));
        }
        return PolicyParser.date(credentials.label(RawTarget.EXPIRES), Long.parseLong(seconds));
    }
}
