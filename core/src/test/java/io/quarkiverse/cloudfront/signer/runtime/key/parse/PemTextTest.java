package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;

class PemTextTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void contentWithoutPem_hasNoKeyPairId() throws Exception {
        assertThat(PemText.keyPairId(new byte[0])).isNull();
        assertThat(PemText.keyPairId(TestKeys.p256().getPrivate().getEncoded())).isNull();
        assertThat(PemText.keyPairId(bytes("/////w=="))).as("base64 of other data").isNull();
    }
}
