package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Waits until distributions verify signatures with the current keys of a key group.
 */
final class Deployment {

    private final CloudFrontKeys cloudFront;
    private final Duration interval;
    private final Duration timeout;
    private final Consumer<String> waits;

    /**
     * @param interval the time between two requests
     * @param timeout the time after which the caller is told to try again later
     * @param waits receives messages that describe what the program is waiting for
     */
    Deployment(CloudFrontKeys cloudFront, Duration interval, Duration timeout, Consumer<String> waits) {
        this.cloudFront = cloudFront;
        this.interval = interval;
        this.timeout = timeout;
        this.waits = waits;
    }

    /** Waits until all distributions accept the signatures of one key. */
    void awaitActive(List<String> distributions, String keyGroupId, String keyPairId) {
        await(distributions, keyGroupId, keyPairId, true);
    }

    /** Waits until all distributions refuse the signatures of one key. */
    void awaitInactive(List<String> distributions, String keyGroupId, String keyPairId) {
        await(distributions, keyGroupId, keyPairId, false);
    }

    private void await(List<String> distributions, String keyGroupId, String keyPairId, boolean active) {
        long begin = System.nanoTime();
        List<String> left = left(distributions, keyGroupId, keyPairId, active);
        while (!left.isEmpty()) {
            if (System.nanoTime() - begin > timeout.toNanos()) {
                throw RotationException
                        .unknown("CloudFront has not deployed the change within %s seconds in: %s. Run the same command "
                                .formatted(timeout.toSeconds(), String.join(", ", left)) + "again to continue waiting");
            }
            waits.accept("Waiting until " + keyPairId + (active ? " is accepted in " : " is no longer accepted in ")
                    + String.join(", ", left));
            sleep();
            left = left(left, keyGroupId, keyPairId, active);
        }
    }

    private List<String> left(List<String> distributions, String keyGroupId, String keyPairId, boolean active) {
        return distributions.stream().filter(id -> {
            DeployedKeys deployed = cloudFront.deployedKeys(id, keyGroupId);
            return !deployed.complete() || deployed.active().contains(keyPairId) != active;
        }).toList();
    }

    private void sleep() {
        try {
            Thread.sleep(interval.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RotationException.unknown("Interrupted. Run the same command again to continue waiting", e);
        }
    }
}
