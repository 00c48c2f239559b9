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

    /** The new key is accepted, and the application can begin to sign with it. */
    static RotationReport introduced(String keyGroup, Rotated rotated, NewKey key) {
        String id = String.valueOf(rotated.keyPairId());
        // also if the clock of a replica is fast, CloudFront knows the key by then
        Instant from = rotated.at().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Map<String, Object> properties = Json.object(PREFIX + "keys.\"" + id + "\".private-key-location", key.location(),
                PREFIX + "keys.\"" + id + "\".active-from", from);
        String next = "cloudfront-signer rotate --key-group " + keyGroup + " " + key.option() + " --finish"
                + (rotated.previous() == null ? " --old ID" : "") + " --after TIME";
        List<String> text = new ArrayList<>();
        text.add("CloudFront accepts signatures of " + id + " in " + String.join(", ", rotated.distributions())
                + ". The key group has " + String.join(", ", rotated.trusted()) + ".");
        text.addAll(List.of("", "Set on all replicas, with the location of the key there, and this or a later time:"));
        properties.forEach((name, value) -> text.add(name + "=" + value));
        text.addAll(List.of("", "After that time, the log of each replica gives a second time, after which "
                + (rotated.previous() == null ? "the previous key" : rotated.previous())
                + " is no longer needed. Then run, with the latest of these:", next));
        Map<String, Object> object = object(keyGroup, rotated);
        object.put("properties", properties);
        object.put("next", next);
        return new RotationReport(text, object);
    }

    static RotationReport finished(String keyGroup, Rotated rotated) {
        String previous = rotated.previous();
        String key = rotated.kept().isEmpty() ? "The public key " + previous + " is deleted."
                : "The public key " + previous + " still exists, because these key groups have it, too: "
                        + String.join(", ", rotated.kept());
        return new RotationReport(List.of("CloudFront no longer accepts signatures of " + previous + ". The key group has "
                + String.join(", ", rotated.trusted()) + ".", key), object(keyGroup, rotated));
    }

    static RotationReport leakRemoved(String keyGroup, Rotated rotated, @Nullable NewKey key) {
        List<String> text = new ArrayList<>();
        text.add("CloudFront refuses all that was signed with " + rotated.previous() + ". The key group has "
                + String.join(", ", rotated.trusted()) + ", and the public key is deleted.");
        Map<String, Object> object = object(keyGroup, rotated);
        if (key == null || rotated.keyPairId() == null) {
            text.add("If a replica still signs with it, viewers get 403 until the replica signs with another key.");
        } else {
            Map<String, Object> properties = Json.object(PREFIX + "key-pair-id", rotated.keyPairId(),
                    PREFIX + "private-key-location", key.location());
            text.addAll(List.of("", "Viewers get 403 until the application signs with the new key. Set on all replicas, with "
                    + "the location of the key there, and restart them now:"));
            properties.forEach((name, value) -> text.add(name + "=" + value));
            object.put("properties", properties);
        }
        return new RotationReport(text, object);
    }

    private static Map<String, Object> object(String keyGroup, Rotated rotated) {
        return Json.object("keyGroup", keyGroup, "keyPairIds", rotated.trusted(),
                "keyPairId", Optional.ofNullable(rotated.keyPairId()), "previous", Optional.ofNullable(rotated.previous()),
                "distributions", rotated.distributions(), "at", rotated.at(),
                "previousIsInKeyGroups", Optional.of(rotated.kept()).filter(groups -> !groups.isEmpty()));
    }
}
