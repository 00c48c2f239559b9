package io.quarkiverse.cloudfront.cli.sdk;

import java.io.IOException;
import java.util.List;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

@NeedsProgram({ Program.BOTOCORE, Program.OPENSSL })
class PythonSdkUrlsTest extends SdkContract {

    @Override
    List<SdkSignature> sign(SdkKeys keys) throws IOException, InterruptedException {
        return parse(run(SCRIPTS, Program.BOTOCORE.path(), "sign.py", SITE, String.valueOf(LATER.getEpochSecond()),
                keys.directory().toString(), Program.OPENSSL.path()));
    }
}
