package io.quarkiverse.cloudfront.signer.deployment.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Key;
import java.security.KeyPair;
import java.util.Base64;

/**
 * A private key at a place where an application reads it again, and its replacement.
 */
public sealed interface RotatedKey {

    String OLD = "K1OLD";
    String NEW = "K2NEW";

    /** The properties that tell the application the place. */
    Path location();

    /** Stores a key there in one step. */
    void put(String keyPairId, String key) throws IOException;

    void remove() throws IOException;

    static String pem(String type, Key key) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded())
                + "\n-----END " + type + "-----\n";
    }

    static String pem(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate());
    }

    /** A file that begins with the key pair ID. */
    record InFile(Path location) implements RotatedKey {

        @Override
        public void put(String keyPairId, String key) throws IOException {
            Path written = location.resolveSibling(location.getFileName() + ".new");
            Files.writeString(written, "Key-Pair-Id: " + keyPairId + "\n" + key, StandardCharsets.US_ASCII);
            Files.move(written, location, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void remove() throws IOException {
            Files.delete(location);
        }
    }

    /** A secret, mounted and replaced as kubelet does it. */
    record Mounted(Path location) implements RotatedKey {

        private static final String KEY = "private-key.pem";
        private static final String ID = "key-pair-id";

        public Mounted {
            try {
                Files.createDirectory(location);
                Files.createSymbolicLink(location.resolve(KEY), Path.of("..data", KEY));
                Files.createSymbolicLink(location.resolve(ID), Path.of("..data", ID));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void put(String keyPairId, String key) throws IOException {
            Path version = Files.createTempDirectory(location, "..");
            Files.writeString(version.resolve(KEY), key, StandardCharsets.US_ASCII);
            Files.writeString(version.resolve(ID), keyPairId, StandardCharsets.US_ASCII);
            swap(version);
        }

        @Override
        public void remove() throws IOException {
            swap(Files.createTempDirectory(location, ".."));
        }

        private void swap(Path version) throws IOException {
            Path data = location.resolve("..data");
            Path before = Files.exists(data) ? data.toRealPath() : null;
            Path link = Files.createSymbolicLink(location.resolve("..data_tmp"), version.getFileName());
            Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);
            if (before != null) {
                Files.deleteIfExists(before.resolve(KEY));
                Files.deleteIfExists(before.resolve(ID));
                Files.delete(before);
            }
        }
    }
}
