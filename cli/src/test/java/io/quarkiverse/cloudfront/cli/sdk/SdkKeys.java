package io.quarkiverse.cloudfront.cli.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/**
 * The keys KRSA and KEC, as files for the SDKs, and of the distribution that trusts them.
 *
 * @param directory where the files are
 */
record SdkKeys(Path directory, KeyPair rsa, KeyPair ec) {

    /** What is in front of the key of PKCS#1 in an RSA key of PKCS#8 with 2048 bits. */
    private static final int PKCS8_HEADER = 26;

    static SdkKeys in(Path directory) throws IOException {
        SdkKeys keys = new SdkKeys(directory, NewKey.rsaPair(), NewKey.p256Pair());
        byte[] rsa = keys.rsa.getPrivate().getEncoded();
        Files.writeString(directory.resolve("KRSA.pem"), pem("PRIVATE KEY", rsa));
        Files.writeString(directory.resolve("KRSA-pkcs1.pem"),
                pem("RSA PRIVATE KEY", Arrays.copyOfRange(rsa, PKCS8_HEADER, rsa.length)));
        Files.writeString(directory.resolve("KEC.pem"), pem("PRIVATE KEY", keys.ec.getPrivate().getEncoded()));
        Files.writeString(directory.resolve("KRSA.pub"), pem("PUBLIC KEY", keys.rsa.getPublic().getEncoded()));
        Files.writeString(directory.resolve("KEC.pub"), pem("PUBLIC KEY", keys.ec.getPublic().getEncoded()));
        return keys;
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }

    Cli explain(SdkSignature signature, String... options) {
        List<String> all = new ArrayList<>(List.of("explain", signature.url(), "--public-key",
                "KRSA=" + directory.resolve("KRSA.pub"), "--public-key", "KEC=" + directory.resolve("KEC.pub"), "--ip",
                "127.0.0.1", "--host", "media.example.com"));
        if (!signature.cookies().isEmpty()) {
            all.addAll(List.of("--cookie", signature.cookies()));
        }
        all.addAll(List.of(options));
        return Cli.run(all.toArray(String[]::new));
    }
}
