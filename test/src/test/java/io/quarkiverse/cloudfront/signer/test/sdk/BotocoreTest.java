package io.quarkiverse.cloudfront.signer.test.sdk;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/** Its users add the {@code Hash-Algorithm} parameter themselves. */
@NeedsProgram({ Program.BOTOCORE, Program.OPENSSL })
class BotocoreTest extends SdkContract {

    @Override
    List<SdkSignature> sign(URI site, SdkKeys keys) throws IOException, InterruptedException {
        return SdkScript.signatures(SdkScript.run(SdkScript.DIRECTORY, Program.BOTOCORE.path(), "sign.py", site.toString(),
                String.valueOf(LATER.getEpochSecond()), keys.directory().toString(), Program.OPENSSL.path()));
    }
}
