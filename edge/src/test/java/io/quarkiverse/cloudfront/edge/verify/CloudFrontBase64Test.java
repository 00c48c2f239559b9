package io.quarkiverse.cloudfront.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.Assumed;
import io.quarkiverse.cloudfront.edge.AwsSigner;

class CloudFrontBase64Test {

    @Test
    void base64OfCloudFrontSigners_isRead() {
        Random random = new Random(1);
        for (int length = 1; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(CloudFrontBase64.decode(AwsSigner.encode(bytes))).hasValue(bytes);
        }
    }

    @Assumed(value = Assumed.STRICT, asks = { "signature-unpadded", "signature-standard-base64", "signature-padding-inside",
            "signature-one-character", "signature-encoded-tilde" })
    @ParameterizedTest
    @ValueSource(strings = { "", "_", "____", "QQ", "QQ=", "QQ==", "Q___", "QUI+", "QUI/", "QU I", "QUI%", "QQ__QQ__", "QQ_=",
            "QUI\n", "Q\u00c4I_", "QR__Q" })
    void otherText_isRejected(String text) {
        assertThat(CloudFrontBase64.decode(text)).isEmpty();
    }

    /** Some bits of the last character are not used. If they could be set, several texts would encode the same signature. */
    @Assumed(value = Assumed.STRICT, asks = { "signature-unused-bits", "custom-base64-bits" })
    @ParameterizedTest
    @ValueSource(strings = { "QR__", "QUJ_", "AB__", "AAB_", "A-__", "AA~_", "QUJDQUJ_" })
    void base64_withBitsThatDoNotCount_isRejected(String text) {
        assertThat(CloudFrontBase64.decode(text)).isEmpty();
    }
}
