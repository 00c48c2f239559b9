package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;

/**
 * A public key in CloudFront. Its comment names the key that it replaces, and is the only record of a rotation.
 *
 * @param id the key pair ID
 */
record UploadedKey(String id, Instant created, String comment) {

    private static final Pattern REPLACES = Pattern.compile("Replaces (\\w+) in key group ([\\w-]+)");

    UploadedKey {
        Objects.requireNonNull(id);
        Objects.requireNonNull(created);
    }

    static UploadedKey of(PublicKeySummary key) {
        return new UploadedKey(key.id(), key.createdTime(), Objects.requireNonNullElse(key.comment(), ""));
    }

    /**
     * The configuration to upload. It is the same for each attempt to upload the same key, so that the key is only uploaded
     * once.
     */
    static PublicKeyConfig config(PublicKey key, KeyGroup group, @Nullable String previous) {
        String fingerprint = fingerprint(key);
        return PublicKeyConfig.builder().callerReference(fingerprint)
                .name("cloudfront-signer-" + fingerprint.substring(0, 12))
                .encodedKey(PublicKeys.pem(key))
                .comment(previous == null ? null : "Replaces " + previous + " in key group " + group.id())
                .build();
    }

    private static String fingerprint(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isKey(PublicKeySummary uploaded, PublicKey key) {
        try {
            return PublicKeys.parse(uploaded.encodedKey().getBytes(StandardCharsets.ISO_8859_1)).equals(key);
        } catch (UnusableKeyException e) {
            return false;
        }
    }

    /** The ID of the key that this key replaces in a key group, if it was uploaded for this purpose. */
    Optional<String> replaces(String keyGroupId) {
        Matcher replaces = REPLACES.matcher(comment);
        return replaces.matches() && replaces.group(2).equals(keyGroupId) ? Optional.of(replaces.group(1)) : Optional.empty();
    }
}
