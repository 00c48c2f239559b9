package io.quarkiverse.cloudfront.signer.test.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;

@NeedsProgram(Program.NPM)
@Tag("nightly")
class JavaScriptSdkTest extends SdkContract {

    private static final Path INSTALLED = Path.of("target", "sdk").toAbsolutePath();

    private String site;

    @Override
    List<SdkSignature> sign(URI site, SdkKeys keys) throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "sign.mjs")) {
            Files.copy(SdkScript.DIRECTORY.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        SdkScript.run(INSTALLED, Program.NPM.path(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        this.site = site.toString();
        return SdkScript.signatures(SdkScript.run(INSTALLED, "node", "sign.mjs", this.site,
                String.valueOf(LATER.getEpochSecond()), keys.directory().toString()));
    }

    @Test
    void specialCharactersInAPath_haveAnotherSpellingThanInJava() throws IOException, InterruptedException {
        String java = CloudFrontUtilities.create().getSignedUrlWithCannedPolicy(request -> request
                .resourceUrl(site + "/private/" + SPECIAL).privateKey(SdkKeys.EC.getPrivate()).keyPairId("KEC")
                .expirationDate(LATER)).url();

        assertThat(java).startsWith(site + "/private/$&+,:;=@.txt?");
        assertThat(status(new SdkSignature("", java, ""))).isEqualTo(200);
        assertThat(signatures().map(SdkSignature::url).filter(url -> url.contains(".txt?Expires")))
                .isNotEmpty().allMatch(url -> url.startsWith(site + "/private/%24%26%2B%2C%3A%3B%3D%40.txt?"));
    }
}
