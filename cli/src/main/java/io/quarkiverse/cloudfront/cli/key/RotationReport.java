package io.quarkiverse.cloudfront.cli.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.signer.aws.keygroup.KeyRotation.Rotated;

/** The message for the user after a step of a rotation, with the next step. */
record RotationReport(List<String> text, Map<String, Object> object) {

    private static final String PREFIX = "quarkus.cloudfront-signer.";

    private static RotationReport of(String keyGroup, Rotated rotated, String first) {
        return new RotationReport(new ArrayList<>(List.of(first)), Json.object("keyGroup", keyGroup, "keyPairIds",
                rotated.trusted(), "keyPairId", Optional.ofNullable(rotated.keyPairId()), "previous",
                Optional.ofNullable(rotated.previous()), "distributions", rotated.distributions(), "at", rotated.at(),
                "previousIsInKeyGroups", Optional.of(rotated.kept()).filter(groups -> !groups.isEmpty())));
    }

    private void addProperties(String heading, Object... properties) {
        object.put("properties", Json.object(properties));
        text.addAll(List.of("", heading));
        Json.object(properties).forEach((name, value) -> text.add(name + "=" + value));
    }

    /** Reports that the new key is accepted, and that the application can begin to sign with it. */
    static RotationReport introduced(String keyGroup, Rotated rotated, NewKey key) {
        RotationReport report = of(keyGroup, rotated, "CloudFront accepts signatures of " + rotated.keyPairId() + " in "
                + String.join(", ", rotated.distributions()) + ". The key group has "
                + String.join(", ", rotated.trusted()) + ".");
        String property = PREFIX + "keys.\"" + rotated.keyPairId() + "\".";
        // CloudFront knows the key by then, even if the clock of a replica is fast
        Instant from = rotated.at().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        report.addProperties("Set these properties on all replicas, with the location of the key on each replica, and this or "
                + "a later time:",
                property + "private-key-location", key.location(), property + "active-from", from);
        String next = "cloudfront-signer rotate --key-group " + keyGroup + " " + key.option() + " --finish"
                + (rotated.previous() == null ? " --old ID" : "") + " --after TIME";
        report.text.addAll(List.of("", "After that time, the log of each replica gives a second time, after which "
                + (rotated.previous() == null ? "the previous key" : rotated.previous())
                + " is no longer needed. Then run this command, with the latest of these times:", next));
        report.object.put("next", next);
        return report;
    }

    static RotationReport finished(String keyGroup, Rotated rotated) {
        String previous = rotated.previous();
        RotationReport report = of(keyGroup, rotated, "CloudFront no longer accepts signatures of " + previous
                + ". The key group has " + String.join(", ", rotated.trusted()) + ".");
        report.text.add("The public key " + previous + (rotated.kept().isEmpty() ? " is deleted."
                : " still exists, because these key groups have it, too: " + String.join(", ", rotated.kept())));
        return report;
    }

    static RotationReport leakRemoved(String keyGroup, Rotated rotated, @Nullable NewKey key) {
        RotationReport report = of(keyGroup, rotated, "CloudFront refuses everything that was signed with " + rotated.previous()
                + ". The key group has " + String.join(", ", rotated.trusted()) + ", and the public key is deleted.");
        if (key == null || rotated.keyPairId() == null) {
            report.text.add("If a replica still signs with it, viewers get 403 until the replica signs with another key.");
        } else {
            report.addProperties("Viewers get 403 until the application signs with the new key. Set these properties on all "
                    + "replicas, with the location of the key on each replica, and restart the replicas "
                    + "now:", PREFIX + "key-pair-id", rotated.keyPairId(),
                    PREFIX + "private-key-location", key.location());
        }
        return report;
    }
}
