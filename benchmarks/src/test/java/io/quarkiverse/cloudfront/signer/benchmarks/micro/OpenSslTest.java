package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenSslTest {

    @Test
    void parse_signaturesPerSecond_readsThem() {
        assertThat(OpenSsl.parse("""
                +DTP:rsa2048:verify:1
                +R20:30473:rsa2048:0.67
                +F2:2:2048:3664.406780:53309.523810:55157.627119:3012.698413
                +F9:2:22.972973:39589.830508:2660.714286
                """)).hasValue(3664.40678);
    }

    @Test
    void parse_secondsPerSignature_convertsThem() {
        assertThat(OpenSsl.parse("+F2:2:2048:0.000250:0.000008\n")).hasValue(4000);
    }

    @Test
    void parse_otherKey_isEmpty() {
        assertThat(OpenSsl.parse("+F2:3:3072:3664.406780:53309.523810\n")).isEmpty();
    }
}
