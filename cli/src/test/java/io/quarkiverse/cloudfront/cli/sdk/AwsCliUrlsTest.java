package io.quarkiverse.cloudfront.cli.sdk;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/** The version of Debian only signs URLs, and only with RSA keys and SHA-1. */
@NeedsProgram(Program.AWS_CLI)
@Tag("nightly")
class AwsCliUrlsTest extends SdkContract {

    @Override
    List<SdkSignature> sign(SdkKeys keys) throws IOException, InterruptedException {
        return List.of(new SdkSignature("canned", url(keys), ""), new SdkSignature("custom", url(keys, "--ip-address",
                "127.0.0.1", "--date-greater-than", String.valueOf(NOW.getEpochSecond() - 1)), ""));
    }

    private static String url(SdkKeys keys, String... conditions) throws IOException, InterruptedException {
        return run(keys.directory(), Stream.concat(
                Stream.of(Program.AWS_CLI.path(), "cloudfront", "sign", "--url", URL, "--key-pair-id", "KRSA", "--private-key",
                        "file://" + keys.directory().resolve("KRSA-pkcs1.pem"), "--date-less-than",
                        String.valueOf(LATER.getEpochSecond())),
                Stream.of(conditions)).toArray(String[]::new)).strip();
    }
}
