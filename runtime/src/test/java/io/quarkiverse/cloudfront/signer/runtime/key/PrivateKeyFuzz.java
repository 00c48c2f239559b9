package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PrivateKeyFuzz {

    @FuzzTest(maxDuration = "60s")
    void privateKey_ofAnyBytes_isReadOrRefused(byte[] content) {
        check(content);
    }

    static void check(byte[] content) {
        PemText.isKey(new String(content, StandardCharsets.ISO_8859_1));
        try {
            PemText.keyPairId(content);
            LocalKeys.load("K2JCJMDEHXQW5F", content, null, HashAlgorithm.SHA256, SigningCrypto.PLATFORM);
        } catch (UnusableKeyException e) {
            assertThat(e).message().matches("[ -~]+");
        }
    }
}
