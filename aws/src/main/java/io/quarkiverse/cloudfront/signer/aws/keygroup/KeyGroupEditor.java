package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Changes one key group and its public keys. Each method first checks whether the change is needed, and begins again if
 * somebody else makes a change at the same time.
 */
final class KeyGroupEditor {

    private static final int ATTEMPTS = 5;

    private final CloudFrontKeys cloudFront;
    private final String keyGroupId;
    private final Consumer<String> changes;

    KeyGroupEditor(CloudFrontKeys cloudFront, String keyGroupId, Consumer<String> changes) {
        this.cloudFront = cloudFront;
        this.keyGroupId = keyGroupId;
        this.changes = changes;
    }

    KeyGroup read() {
        return cloudFront.keyGroup(keyGroupId);
    }

    /** Finds a key that has been uploaded. If it was uploaded several times, prefers the public key in the key group. */
    Optional<UploadedKey> find(PublicKey key, KeyGroup group) {
        List<UploadedKey> uploads = cloudFront.find(key);
        return uploads.stream().filter(upload -> group.contains(upload.id())).findFirst()
                .or(() -> uploads.stream().findFirst());
    }

    /** Uploads a key, or finds it if the response to an earlier upload was lost. */
    UploadedKey upload(PublicKey key, KeyGroup group, @Nullable String previous) {
        UploadedKey uploaded = cloudFront.create(UploadedKey.config(key, group, previous)).or(() -> find(key, group))
                .orElseThrow(() -> RotationException.unknown("CloudFront already has a public key with the same name, but does "
                        + "not list it yet. Run the same command again"));
        changes.accept("Uploaded the public key " + uploaded.id());
        return uploaded;
    }

    KeyGroup add(String keyPairId) {
        return change(keys -> with(keys, keyPairId));
    }

    KeyGroup remove(String keyPairId) {
        return change(keys -> without(keys, keyPairId));
    }

    KeyGroup replace(String keyPairId, String added) {
        return change(keys -> with(without(keys, keyPairId), added));
    }

    private KeyGroup change(UnaryOperator<List<String>> wanted) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            KeyGroup group = read();
            List<String> keys = wanted.apply(group.keyPairIds());
            if (keys.equals(group.keyPairIds())) {
                return group;
            }
            if (keys.isEmpty()) {
                throw RotationException.refused("%s is the only key of the %s, which must not be empty. Add --private-key or "
                        .formatted(group.keyPairIds().get(0), group) + "--kms with a new key, which takes its place");
            }
            requireRoom(group, keys.size());
            Optional<KeyGroup> updated = cloudFront.update(group, keys);
            if (updated.isPresent()) {
                changes.accept("Changed the " + group + " from " + String.join(", ", group.keyPairIds()) + " to "
                        + String.join(", ", keys));
                return updated.get();
            }
        }
        throw RotationException.unknown("Somebody else changed the key group " + keyGroupId + " " + ATTEMPTS
                + " times while this command was running. Run the same command again");
    }

    static void requireRoom(KeyGroup group, int keys) {
        if (keys > KeyGroup.MOST_KEYS) {
            throw RotationException.refused("The %s has %s keys, which is CloudFront's limit: %s. Finish an earlier rotation "
                    .formatted(group, KeyGroup.MOST_KEYS, String.join(", ", group.keyPairIds())) + "first");
        }
    }

    private static List<String> with(List<String> keys, String added) {
        List<String> all = new ArrayList<>(keys);
        if (!all.contains(added)) {
            all.add(added);
        }
        return all;
    }

    private static List<String> without(List<String> keys, String removed) {
        return keys.stream().filter(key -> !key.equals(removed)).toList();
    }

    /**
     * Deletes a public key unless a key group needs it.
     *
     * @return the other key groups that need the key, which therefore still exists; empty if the key no longer exists
     */
    List<String> delete(String keyPairId) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String version = cloudFront.version(keyPairId);
            if (version == null) {
                return List.of();
            }
            List<String> others = cloudFront.keyGroupsWith(keyPairId);
            if (!others.isEmpty()) {
                return others;
            }
            if (cloudFront.delete(keyPairId, version)) {
                changes.accept("Deleted the public key " + keyPairId);
                return List.of();
            }
        }
        throw RotationException
                .unknown("CloudFront does not delete the public key " + keyPairId + ", because something other "
                        + "than a key group uses it. If that is not field-level encryption, run the same command again later");
    }
}
