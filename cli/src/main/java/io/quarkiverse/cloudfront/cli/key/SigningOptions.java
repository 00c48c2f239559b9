package io.quarkiverse.cloudfront.cli.key;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import picocli.CommandLine.Option;

/** The options for a private key that signs URLs. */
public final class SigningOptions {

    @Option(names = "--private-key", paramLabel = "FILE", required = true, description = "The private key, in PEM or DER.")
    private Path privateKey;

    @Option(names = "--key-pair-id", paramLabel = "ID", required = true, //
            description = "The ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F.")
    private String keyPairId;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The passphrase of an encrypted private key.")
    private @Nullable Path passphraseFile;

    /**
     * @param base the scheme and host of the URLs
     * @throws CommandException if the key cannot be used
     */
    public CloudFrontSigner signer(String base, Duration expiresIn) throws IOException {
        SignerBuilder builder = SignerBuilder.of(base).keyPairId(keyPairId)
                .privateKey(InputFile.encoded(InputFile.read(privateKey))).expiresIn(expiresIn);
        if (passphraseFile != null) {
            builder.privateKeyPassphrase(InputFile.text(passphraseFile));
        }
        try {
            return builder.build();
        } catch (CloudFrontSignerException e) {
            throw failure(e);
        }
    }

    static CommandException failure(CloudFrontSignerException e) {
        String message = e.getMessage() == null ? e.reason().name() : withOptions(e.getMessage());
        return e.reason() == CloudFrontSignerException.Reason.NOT_CONFIGURED ? CommandException.unknown(message)
                : CommandException.refused(message);
    }

    /** Replaces the properties that a message of the signer names with the corresponding options. */
    static String withOptions(String message) {
        return message.replace("private-key-passphrase", "--passphrase-file")
                .replaceFirst("^(private-key|key-pair-id|expires-in) ", "--$1 ").replaceFirst("^url ", "URL ");
    }
}
