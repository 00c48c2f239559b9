package io.quarkiverse.cloudfront.signer.deployment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What looks like a remote key's signature where nobody verifies it.
 */
final class TestSignatures {

    /** As a URL begins its signature with it. */
    static final String ECDSA_PARAMETER = "Signature=MAYCAQECAQE_";

    private TestSignatures() {
    }

    static byte[] rsa(String begin) {
        return Arrays.copyOf(begin.getBytes(StandardCharsets.US_ASCII), 256);
    }

    static byte[] ecdsa() {
        return new byte[] { 0x30, 6, 2, 1, 1, 2, 1, 1 };
    }
}
