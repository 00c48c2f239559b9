package io.quarkiverse.cloudfront.cli.key;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.aws.KmsKey;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import picocli.CommandLine.Option;

/** The options for a private key in a file or in AWS KMS, whose public key is uploaded to CloudFront. */
final class NewKey {

    @Option(names = "--private-key", paramLabel = "FILE", description = "The new private key, in PEM or DER.")
    private @Nullable Path file;

    @Option(names = "--kms", paramLabel = "KEY", description = "Or the ID, ARN, or alias of a key in AWS KMS.")
    private @Nullable String kms;

    PublicKey read(@Nullable Path passphraseFile) throws IOException {
        try {
            return kms != null ? KmsKey.publicKeyOf(kms) : publicKeyOf(Objects.requireNonNull(file), passphraseFile);
        } catch (UnusableKeyException e) {
            throw CommandException.unknown("--private-key " + SigningOptions.withOptions(e.getMessage()));
        } catch (CloudFrontSignerException e) {
            throw CommandException.unknown(String.valueOf(e.getMessage()).replaceFirst("^the key in AWS KMS", "--kms"));
        }
    }

    private static PublicKey publicKeyOf(Path file, @Nullable Path passphraseFile) throws IOException, UnusableKeyException {
        char[] passphrase = passphraseFile == null ? null : InputFile.text(passphraseFile).toCharArray();
        SigningCrypto crypto = SigningCrypto.jdk(Optional.of(new BouncyCastleLibrary()));
        return LocalKeys.load("new", InputFile.read(file), passphrase, HashAlgorithm.SHA256, crypto).publicKey();
    }

    /** The value of {@code private-key-location}, in which a Windows backslash would be an escape character. */
    String location() {
        return kms != null ? "aws-kms:" + kms
                : Objects.requireNonNull(file).toAbsolutePath().normalize().toString().replace(File.separatorChar, '/');
    }

    /** The option as it was typed, for a command that the user can paste. */
    String option() {
        return kms != null ? "--kms " + KeygenCommand.quoted(kms)
                : "--private-key " + KeygenCommand.quoted(String.valueOf(file));
    }
}
