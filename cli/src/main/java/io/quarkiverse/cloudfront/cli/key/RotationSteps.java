package io.quarkiverse.cloudfront.cli.key;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.signer.aws.keygroup.KeyRotation;
import io.quarkiverse.cloudfront.signer.aws.keygroup.RotationException;

/**
 * The steps of a rotation. They are separate from the command, because picocli loads the classes that the methods of each
 * command name. This way, the other commands do not load the AWS SDK.
 */
record RotationSteps(String keyGroup, Duration interval, Duration timeout, Output output) {

    RotationReport introduce(NewKey newKey, PublicKey key, Optional<String> old) {
        return carryOut(rotation -> RotationReport.introduced(keyGroup, rotation.introduce(key, old), newKey));
    }

    RotationReport finish(PublicKey key, Optional<String> old, Instant after) {
        return carryOut(rotation -> RotationReport.finished(keyGroup, rotation.finish(key, old, after)));
    }

    RotationReport removeLeaked(String leaked, @Nullable NewKey newKey, @Nullable PublicKey key) {
        return carryOut(rotation -> RotationReport.leakRemoved(keyGroup, rotation.removeLeaked(leaked, key), newKey));
    }

    private RotationReport carryOut(Function<KeyRotation, RotationReport> step) {
        output.progress("Asking CloudFront for the key group " + keyGroup);
        try (KeyRotation rotation = KeyRotation.of(keyGroup, interval, timeout, output::error, output::progress)) {
            return step.apply(rotation);
        } catch (RotationException e) {
            String message = String.valueOf(e.getMessage());
            throw e.isRefused() ? CommandException.refused(message) : CommandException.unknown(message);
        }
    }
}
