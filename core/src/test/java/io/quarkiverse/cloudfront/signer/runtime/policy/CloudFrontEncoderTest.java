package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudFrontEncoderTest {

    @ParameterizedTest
    @CsvSource({ "'',''", "AA==,AA__", "AAA=,AAA_", "AAAA,AAAA", "++++,----", "////,~~~~", "+/8=,-~8_", "Zm9v,Zm9v" })
    void base64_isWrittenWithTheCharactersOfCloudFront(String standard, String cloudFront) {
        assertThat(new CloudFrontEncoder().appendBase64(Base64.getDecoder().decode(standard)).toString()).isEqualTo(cloudFront);
    }

    @Test
    void base64_ofRandomBytes_hasNoReservedCharacter() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);

        assertThat(new CloudFrontEncoder().appendBase64(bytes).toString()).matches("[A-Za-z0-9_~-]+");
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, 1, 9, 10, 1_798_761_600, Integer.MAX_VALUE, 99_999_999_999L })
    void numbers_areWrittenInDecimal(long number) {
        assertThat(new CloudFrontEncoder().append("=").append(number).append("&")).hasToString("=" + number + "&");
    }

    @Test
    void clear_leavesNoRestOfALongerText() {
        CloudFrontEncoder text = new CloudFrontEncoder();
        text.append("a".repeat(2000)).appendBase64(new byte[3000]);

        assertThat(text.clear().append("b").appendBase64(new byte[] { 0 }).toString()).isEqualTo("bAA__");
    }

    /** The buffer initially has 1024 bytes. The appended bytes begin or end before its end, exactly there, and after it. */
    @Test
    void text_aroundTheEndOfTheBuffer_isComplete() {
        for (int before = 1000; before <= 1026; before++) {
            String start = "a".repeat(before);

            assertThat(new CloudFrontEncoder().append(start).append("bc")).hasToString(start + "bc");
            assertThat(new CloudFrontEncoder().append(start).append(1767290400)).hasToString(start + "1767290400");
            assertThat(new CloudFrontEncoder().append(start).append(7)).hasToString(start + "7");
            assertThat(new CloudFrontEncoder().append(start).appendBase64(new byte[3])).hasToString(start + "AAAA");
        }
    }

    /** The buffer for Base64 initially has 512 bytes, which 384 bytes fill. */
    @Test
    void base64_aroundTheEndOfTheBuffer_isComplete() {
        for (int length = 380; length <= 388; length++) {
            byte[] bytes = new byte[length];
            String expected = Base64.getEncoder().encodeToString(bytes).replace('=', '_');

            assertThat(new CloudFrontEncoder().appendBase64(bytes)).hasToString(expected);
        }
    }
}
