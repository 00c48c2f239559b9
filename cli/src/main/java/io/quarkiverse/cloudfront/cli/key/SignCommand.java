package io.quarkiverse.cloudfront.cli.key;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a URL. */
@Command(name = "sign", sortOptions = false, //
        description = "Signs a URL. The last line of the output is the signed URL.")
public final class SignCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "The URL as viewers will request it, percent-encoded.")
    private URI url;

    @Option(names = "--private-key", paramLabel = "FILE", required = true, description = "The private key, in PEM or DER.")
    private Path privateKey;

    @Option(names = "--key-pair-id", paramLabel = "ID", required = true, //
            description = "The ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F.")
    private String keyPairId;

    @Option(names = "--expires-in", paramLabel = "DURATION", defaultValue = "15m", //
            description = "When access expires, such as 90s, 15m (the default), 12h, or 7d.")
    private Duration expiresIn;

    @Option(names = "--resource", paramLabel = "URL", //
            description = "Sign a custom policy for this resource, in which * and ? are wildcards. A path, or a URL.")
    private @Nullable String resource;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The passphrase of an encrypted private key.")
    private @Nullable Path passphraseFile;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        String target = String.valueOf(url);
        try {
            CloudFrontSigner signer = signer();
            SignedPolicy signed = signer.sign(resource == null ? Policy.canned(target, Instant.now().plus(expiresIn))
                    : signer.policy(resource).expiresIn(expiresIn).build());
            String result = signed.url(target);
            Map<String, Object> object = Json.object("url", result, "policy", signed.policy().canned() ? "canned" : "custom",
                    "resource", signed.policy().resource(), "expires", signed.expiresAt(), "keyPairId", signed.keyPairId());
            output.verbatim(List.of("Signed a " + object.get("policy") + " policy for " + object.get("resource")
                    + ", which expires at " + signed.expiresAt(), result), object);
            return Output.FINE;
        } catch (CloudFrontSignerException e) {
            String message = e.getMessage() == null ? e.reason().name() : withOptions(e.getMessage());
            throw e.reason() == CloudFrontSignerException.Reason.NOT_CONFIGURED ? CommandException.unknown(message)
                    : CommandException.refused(message);
        }
    }

    private CloudFrontSigner signer() throws IOException {
        if (url.getScheme() == null || url.getRawAuthority() == null) {
            throw CommandException.unknown("URL must begin with https:// and the host that viewers request");
        }
        SignerBuilder builder = SignerBuilder.of(url.getScheme() + "://" + url.getRawAuthority()).keyPairId(keyPairId)
                .privateKey(InputFile.encoded(InputFile.read(privateKey))).expiresIn(expiresIn);
        if (passphraseFile != null) {
            builder.privateKeyPassphrase(InputFile.text(passphraseFile));
        }
        return builder.build();
    }

    /** A message of the signer, which names its properties. Here they are options. */
    static String withOptions(String message) {
        return message.replace("private-key-passphrase", "--passphrase-file")
                .replaceFirst("^(private-key|key-pair-id|expires-in) ", "--$1 ").replaceFirst("^url ", "URL ");
    }
}
