package org.acme.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.Base64;

/**
 * The directory of a secret, created and updated as kubelet does it. Its files are links into a hidden directory, which is
 * itself a link that is replaced in one step.
 */
record MountedSecret(Path directory) {

    static MountedSecret create(String keyPairId, KeyPair key) {
        try {
            MountedSecret secret = new MountedSecret(Files.createTempDirectory("cloudfront-signer"));
            secret.update(keyPairId, key);
            for (String file : new String[] { "private-key.pem", "key-pair-id" }) {
                Files.createSymbolicLink(secret.directory.resolve(file), Path.of("..data", file));
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void update(String keyPairId, KeyPair key) throws IOException {
        Path content = Files.createTempDirectory(directory, "..2026_11_24_");
        Files.writeString(content.resolve("private-key.pem"), "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        Files.writeString(content.resolve("key-pair-id"), keyPairId);
        Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), content.getFileName());
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
