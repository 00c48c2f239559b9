package io.quarkiverse.cloudfront.cli.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.junit.jupiter.api.Tag;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

@NeedsProgram(Program.NPM)
@Tag("nightly")
class JavaScriptSdkUrlsTest extends SdkContract {

    private static final Path INSTALLED = Path.of("target", "sdk").toAbsolutePath();

    @Override
    List<SdkSignature> sign(SdkKeys keys) throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "sign.mjs")) {
            Files.copy(SCRIPTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(INSTALLED, Program.NPM.path(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return parse(run(INSTALLED, "node", "sign.mjs", SITE, String.valueOf(LATER.getEpochSecond()),
                keys.directory().toString()));
    }
}
