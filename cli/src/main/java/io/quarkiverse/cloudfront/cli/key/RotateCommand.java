package io.quarkiverse.cloudfront.cli.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces a key in a key group. */
@Command(name = "rotate", sortOptions = false, //
        description = { "Replaces a key of a key group in two steps, so that no request is refused:", "",
                "Without --finish, it uploads the new public key, adds it to the key group, waits until that is deployed, and "
                        + "prints the properties that make the application sign with the new key. With --finish, it removes "
                        + "the previous key. With --leaked, it removes a key immediately.",
                "", "Each step does only what is not done yet. After an error or an interruption, run it again." })
public final class RotateCommand implements Callable<Integer> {

    @Option(names = "--key-group", paramLabel = "ID", required = true, description = "The ID of the key group.")
    private String keyGroup;

    @ArgGroup
    private @Nullable NewKey newKey;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The passphrase of an encrypted private key.")
    private @Nullable Path passphraseFile;

    @Option(names = "--old", paramLabel = "ID", description = "The key to replace. Only needed if the key group has several.")
    private Optional<String> old = Optional.empty();

    @Option(names = "--finish", description = "Remove the previous key. Needs --after.")
    private boolean finish;

    @Option(names = "--after", paramLabel = "TIME", //
            description = "The latest time that the logs of the replicas give. Before that time, the command refuses to "
                    + "finish.")
    private @Nullable OffsetDateTime after;

    @Option(names = "--leaked", paramLabel = "ID", //
            description = "Remove this key now, so that everything it signed is refused. If it is the only one, add a new key.")
    private @Nullable String leaked;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "30m", //
            description = "How long to wait until a change is deployed, such as 30m (the default).")
    private Duration timeout;

    @Option(names = "--interval", paramLabel = "DURATION", defaultValue = "10s", //
            description = "How often to check, such as 10s (the default).")
    private Duration interval;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (finish && leaked != null) {
            throw CommandException.unknown("--finish waits for the old key, and --leaked does not. Use one of them");
        }
        if (newKey == null && leaked == null) {
            throw CommandException.unknown("Pass the new key with --private-key or --kms");
        }
        if (finish && after == null) {
            throw CommandException.unknown("--finish needs --after with the time that the log of the application gives: \"You "
                    + "can remove the public key of ... after ...\"");
        }
        PublicKey key = newKey == null ? null : newKey.read(passphraseFile);
        RotationSteps steps = new RotationSteps(keyGroup, interval, timeout, output);
        RotationReport report = leaked != null ? steps.removeLeaked(leaked, newKey, key)
                : replace(steps, Objects.requireNonNull(key));
        output.result(report.text(), report.object());
        return Output.FINE;
    }

    private RotationReport replace(RotationSteps steps, PublicKey key) throws IOException {
        return finish ? steps.finish(key, old, Objects.requireNonNull(after).toInstant())
                : steps.introduce(Objects.requireNonNull(newKey), key, old);
    }
}
