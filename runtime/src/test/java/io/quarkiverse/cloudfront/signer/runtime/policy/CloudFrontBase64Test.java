package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudFrontBase64Test {

    @ParameterizedTest
    @CsvSource({ "'',''", "AA==,AA__", "AAA=,AAA_", "AAAA,AAAA", "++++,----", "////,~~~~", "+/8=,-~8_", "Zm9v,Zm9v" })
    void theThreeCharactersAreReplacedAndPaddingStays(String standard, String cloudFront) {
        assertThat(CloudFrontBase64.encode(Base64.getDecoder().decode(standard))).isEqualTo(cloudFront);
    }

    @Test
    void nothingThatMeansSomethingInAUrlIsLeft() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);

        assertThat(CloudFrontBase64.encode(bytes)).matches("[A-Za-z0-9_~-]+");
    }
}
