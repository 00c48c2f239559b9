package io.quarkiverse.cloudfront.signer.test.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/**
 * The keys with which the SDKs sign, as files {@code KRSA.pem} and {@code KEC.pem}.
 *
 * @param directory where they are
 */
record SdkKeys(Path directory) {

    static final KeyPair RSA = NewKey.rsaPair();
    static final KeyPair EC = NewKey.p256Pair();
    static final KeyGroup GROUP = new KeyGroup("media", Map.of("KRSA", RSA.getPublic(), "KEC", EC.getPublic()));

    /** What is in front of the key of PKCS#1 in an RSA key of PKCS#8 with 2048 bits. */
    private static final int PKCS8_HEADER = 26;

    static SdkKeys writeTo(Path directory) throws IOException {
        byte[] rsa = RSA.getPrivate().getEncoded();
        write(directory.resolve("KRSA.pem"), "PRIVATE KEY", rsa);
        write(directory.resolve("KRSA-pkcs1.pem"), "RSA PRIVATE KEY", Arrays.copyOfRange(rsa, PKCS8_HEADER, rsa.length));
        write(directory.resolve("KEC.pem"), "PRIVATE KEY", EC.getPrivate().getEncoded());
        return new SdkKeys(directory);
    }

    /** The RSA key in the only form that the AWS CLI reads. */
    Path rsaOfPkcs1() {
        return directory.resolve("KRSA-pkcs1.pem");
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' })
                .encodeToString(der) + "\n-----END " + type + "-----\n");
    }
}
