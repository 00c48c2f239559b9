package io.quarkiverse.cloudfront.cli.key;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
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

    @Mixin
    private SigningOptions key;

    @Option(names = "--expires-in", paramLabel = "DURATION", defaultValue = "15m", //
            description = "How long access lasts, such as 90s, 15m (the default), 12h, or 7d.")
    private Duration expiresIn;

    @Option(names = "--resource", paramLabel = "URL", //
            description = "Sign a custom policy for this resource, in which * and ? are wildcards. A path, or a URL.")
    private @Nullable String resource;

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
            throw SigningOptions.failure(e);
        }
    }

    private CloudFrontSigner signer() throws IOException {
        if (url.getScheme() == null || url.getRawAuthority() == null) {
            throw CommandException.unknown("URL must begin with https:// and the host that viewers request");
        }
        return key.signer(url.getScheme() + "://" + url.getRawAuthority(), expiresIn);
    }
}
