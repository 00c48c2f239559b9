package io.quarkiverse.cloudfront.signer.test.sdk;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/** The version of Debian only signs URLs, and only with RSA keys and SHA-1. */
@Tag("nightly")
@NeedsProgram(Program.AWS_CLI)
class AwsCliTest extends SdkContract {

    @Override
    List<SdkSignature> sign(URI site, SdkKeys keys) throws IOException, InterruptedException {
        return List.of(
                new SdkSignature("KRSA default canned", url(site, keys), ""),
                new SdkSignature("KRSA default custom", url(site, keys, "--ip-address", "127.0.0.1",
                        "--date-greater-than", String.valueOf(NOW.getEpochSecond() - 1)), ""));
    }

    private static String url(URI site, SdkKeys keys, String... conditions) throws IOException, InterruptedException {
        return SdkScript.run(keys.directory(), Stream.concat(
                Stream.of(Program.AWS_CLI.path(), "cloudfront", "sign", "--url", site + "/private/a.txt?size=m",
                        "--key-pair-id", "KRSA", "--private-key", "file://" + keys.rsaOfPkcs1(),
                        "--date-less-than", String.valueOf(LATER.getEpochSecond())),
                Stream.of(conditions)).toArray(String[]::new));
    }
}
