package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.List;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;

class PrivateKeyFuzz {

    static List<byte[]> seeds() {
        PrivateKey ec = TestKeys.p256().getPrivate();
        PrivateKey rsa = TestKeys.rsa2048().getPrivate();
        return List.of(ec.getEncoded(), rsa.getEncoded(), TestKeys.pem(ec).getBytes(StandardCharsets.US_ASCII),
                TestKeys.pem(rsa).getBytes(StandardCharsets.US_ASCII),
                // DER that ends as PEM begins
                "0-----BEGIN ".getBytes(StandardCharsets.US_ASCII));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void privateKey_ofAnyBytes_isReadOrRefused(byte[] content) {
        check(content);
    }

    static void check(byte[] content) {
        PemText.isKey(new String(content, StandardCharsets.ISO_8859_1));
        try {
            PemText.keyPairId(content);
            LocalKeys.load("K2JCJMDEHXQW5F", content, null, HashAlgorithm.SHA256, TestKeys.CRYPTO);
        } catch (UnusableKeyException e) {
            assertThat(e).message().matches("[ -~]+");
        }
    }
}
