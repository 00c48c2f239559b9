package io.quarkiverse.cloudfront.cli.key;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import io.quarkiverse.cloudfront.cli.output.ExitCodes;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a key pair. */
@Command(name = "keygen", sortOptions = false, //
        description = "Makes a key pair: private-key.pem, which only its owner can read (on Windows, everybody who can read the directory), "
                + "and public-key.pem for CloudFront. Existing files are never replaced.")
public final class KeygenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIRECTORY", description = "Where to write the files. It is created if it does not exist.")
    private Path directory;

    @Option(names = "--type", paramLabel = "p256|rsa", defaultValue = "p256", //
            description = "p256 (the default) signs faster and makes shorter URLs. rsa has 2048 bits.")
    private NewKeyPair.Type type;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        NewKeyPair pair = new NewKeyPair(directory);
        pair.write(type);
        String next = "aws cloudfront create-public-key --public-key-config \"CallerReference=$(date +%s),Name=media-$(date +%F),"
                + "EncodedKey=$(cat " + quoted(pair.publicKey().toString()) + ")\"";
        output.result(List.of("Wrote " + pair.privateKey() + " and " + pair.publicKey(), "",
                "Upload the public key, with Bash. The output has the key pair ID, such as K2JCJMDEHXQW5F:", next),
                Json.object("privateKey", pair.privateKey(), "publicKey", pair.publicKey(), "next", next));
        return ExitCodes.FINE;
    }

    static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
