package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * Replaces a key in one key group, step by step. Each step checks the state in CloudFront and only does what is missing. You
 * can therefore repeat it after an interruption, and even after it has completed. The methods block, and throw a
 * {@link RotationException} if a step is not carried out.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Key groups</a>
 */
public final class KeyRotation implements AutoCloseable {

    /** How often each request is sent if CloudFront throttles it or does not answer. */
    private static final int MOST_ATTEMPTS = 5;

    /** The timeout of a request, including all attempts. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final CloudFrontClient client;
    private final CloudFrontKeys cloudFront;
    private final KeyGroupEditor editor;
    private final Deployment deployment;
    private final String keyGroupId;

    KeyRotation(CloudFrontClient client, String keyGroupId, Duration interval, Duration timeout, Consumer<String> changes,
            Consumer<String> waits) {
        this.client = client;
        this.cloudFront = new CloudFrontKeys(client);
        this.editor = new KeyGroupEditor(cloudFront, keyGroupId, changes);
        this.deployment = new Deployment(cloudFront, interval, timeout, waits);
        this.keyGroupId = keyGroupId;
    }

    /**
     * Creates a rotation with the credentials and the endpoint of the AWS SDK's default chains.
     *
     * @param interval the time between two checks of whether a change is deployed
     * @param timeout how long to wait for the deployment
     * @param changes receives messages that describe what a step has done
     * @param waits repeatedly receives messages that describe what a step is waiting for
     */
    public static KeyRotation of(String keyGroupId, Duration interval, Duration timeout, Consumer<String> changes,
            Consumer<String> waits) {
        CloudFrontClient client = CloudFrontClient.builder().region(Region.AWS_GLOBAL)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(options -> options.apiCallTimeout(CALL_TIMEOUT)
                        .retryStrategy(retries -> retries.maxAttempts(MOST_ATTEMPTS)))
                .build();
        return new KeyRotation(client, keyGroupId, interval, timeout, changes, waits);
    }

    /**
     * Uploads a public key, adds it to the key group, and waits until each distribution accepts signatures of this key.
     *
     * @param replaced the ID of the key that the new key replaces. If the key group has several keys, {@link #finish} requires
     *        this ID
     */
    public Rotated introduce(PublicKey key, Optional<String> replaced) {
        KeyGroup group = editor.read();
        List<String> distributions = distributions(group);
        Optional<UploadedKey> found = editor.find(key, group);
        if (found.isEmpty()) {
            // checked before the upload, so that the key is not uploaded in vain
            KeyGroupEditor.requireRoom(group, group.keyPairIds().size() + 1);
        }
        String previous = replaced.or(() -> found.flatMap(uploaded -> uploaded.replaces(keyGroupId)))
                .or(() -> onlyOther(group, found)).orElse(null);
        String added = found.orElseGet(() -> editor.upload(key, group, previous)).id();
        KeyGroup changed = editor.add(added);
        deployment.awaitActive(distributions, keyGroupId, added);
        return new Rotated(added, previous, changed.keyPairIds(), distributions, cloudFront.now(), List.of());
    }

    /**
     * Removes the previous key, which {@code key} replaces, from the key group. Deletes its public key unless other key groups
     * contain it.
     *
     * @param replaced the ID of the key to remove. Required if {@link #introduce} did not upload the new key, or if the key
     *        group had several keys at that time
     * @param after the time at which everything that the replaced key has signed has expired
     */
    public Rotated finish(PublicKey key, Optional<String> replaced, Instant after) {
        KeyGroup group = editor.read();
        List<String> distributions = distributions(group);
        UploadedKey current = editor.find(key, group).filter(found -> group.contains(found.id()))
                .orElseThrow(() -> RotationException.refused("The new key is not in the " + group
                        + ". Run the command without --finish first, and let the application sign with the new key"));
        Optional<String> noted = current.replaces(keyGroupId);
        String previous = replaced.or(() -> noted).orElseThrow(() -> RotationException.unknown("CloudFront has no record of "
                + "the key that " + current.id() + " replaces. Add --old with the ID of that key. The " + contents(group)));
        if (previous.equals(current.id())) {
            throw RotationException.refused("--old " + previous + " is the new key");
        }
        if (group.contains(previous)) {
            requireLater(after, current, previous);
            deployment.awaitActive(distributions, keyGroupId, current.id());
        } else if (noted.filter(previous::equals).isEmpty()) {
            // this could be a key that somebody has uploaded for another rotation
            throw RotationException.unknown("--old " + previous + " is not a key of this key group. The " + contents(group));
        }
        KeyGroup changed = editor.remove(previous);
        deployment.awaitInactive(distributions, keyGroupId, previous);
        List<String> others = editor.delete(previous);
        return new Rotated(current.id(), previous, changed.keyPairIds(), distributions, cloudFront.now(), others);
    }

    /**
     * Removes a leaked key immediately, so that CloudFront refuses everything that the key has signed, and deletes its public
     * key.
     *
     * @param key the key that replaces the leaked key in the same step; null if the key group has another key
     */
    public Rotated removeLeaked(String leaked, @Nullable PublicKey key) {
        KeyGroup group = editor.read();
        List<String> distributions = cloudFront.distributionsOf(keyGroupId);
        if (!group.contains(leaked) && cloudFront.version(leaked) == null && !isReplaced(leaked, key, group)) {
            throw RotationException.unknown("CloudFront has no public key " + leaked + ". Check the ID, unless the key was "
                    + "deleted before. The " + contents(group));
        }
        String added = key == null ? null : replacement(leaked, key, group);
        KeyGroup changed = added == null ? editor.remove(leaked) : editor.replace(leaked, added);
        deployment.awaitInactive(distributions, keyGroupId, leaked);
        if (added != null) {
            deployment.awaitActive(distributions, keyGroupId, added);
        }
        List<String> others = editor.delete(leaked);
        if (!others.isEmpty()) {
            throw RotationException.refused("%s is no longer in the %s, but CloudFront still accepts its signatures for these "
                    .formatted(leaked, group) + "key groups: " + String.join(", ", others) + ". Run the command for each");
        }
        return new Rotated(added, leaked, changed.keyPairIds(), distributions, cloudFront.now(), List.of());
    }

    /** Whether an earlier call has completed the replacement. */
    private boolean isReplaced(String leaked, @Nullable PublicKey key, KeyGroup group) {
        return key != null && editor.find(key, group).filter(found -> group.contains(found.id()))
                .flatMap(found -> found.replaces(keyGroupId)).filter(leaked::equals).isPresent();
    }

    private String replacement(String leaked, PublicKey key, KeyGroup group) {
        String id = editor.find(key, group).orElseGet(() -> editor.upload(key, group, leaked)).id();
        if (id.equals(leaked)) {
            throw RotationException.refused("The new key is the leaked one itself. Create a new key pair");
        }
        return id;
    }

    private List<String> distributions(KeyGroup group) {
        List<String> distributions = cloudFront.distributionsOf(keyGroupId);
        if (distributions.isEmpty()) {
            throw RotationException.refused("No distribution trusts the " + group
                    + ". Check the ID, or add the key group to a cache behavior first");
        }
        return distributions;
    }

    private void requireLater(Instant after, UploadedKey current, String previous) {
        if (!after.isAfter(current.created())) {
            throw RotationException
                    .refused("%s is before the upload of %s, which was at %s. Use the time that the log gives for "
                            .formatted(after, current.id(), current.created()) + "this rotation");
        }
        if (cloudFront.now().isBefore(after)) {
            throw RotationException.refused("%s is needed until %s, but CloudFront's clock shows %s. Run the same command later"
                    .formatted(previous, after, cloudFront.now()));
        }
    }

    private static String contents(KeyGroup group) {
        return group + " has " + String.join(", ", group.keyPairIds());
    }

    private static Optional<String> onlyOther(KeyGroup group, Optional<UploadedKey> key) {
        List<String> others = new ArrayList<>(group.keyPairIds());
        key.ifPresent(uploaded -> others.remove(uploaded.id()));
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * The state after a step of a rotation.
     *
     * @param keyPairId the ID of the new key; null if none was given
     * @param previous the ID of the key that the new key replaces, or that was removed; null if it is not known
     * @param trusted the IDs of all keys in the key group
     * @param distributions the IDs of the distributions that trust the key group
     * @param at the time of CloudFront's last response
     * @param kept the IDs of other key groups that contain the previous key, so that its public key still exists
     */
    public record Rotated(@Nullable String keyPairId, @Nullable String previous, List<String> trusted,
            List<String> distributions, Instant at, List<String> kept) {
    }
}
