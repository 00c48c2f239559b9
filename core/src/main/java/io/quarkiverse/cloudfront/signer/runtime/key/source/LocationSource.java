package io.quarkiverse.cloudfront.signer.runtime.key.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * A file, a directory such as a mounted Kubernetes secret, or a resource on the class path. Each read checks again whether the
 * location is a file or a directory.
 */
public record LocationSource(String location, char @Nullable [] passphrase) implements KeySource {

    static final String PRIVATE_KEY_FILE = "private-key.pem";
    static final String KEY_PAIR_ID_FILE = "key-pair-id";

    /** The maximum number of reads. The location is unlikely to change so many times in a row. */
    private static final int MOST_READS = 10;

    /**
     * Reads until two consecutive reads are equal, because the two files of a directory may be replaced between reads.
     */
    @Override
    public KeyMaterial read() throws UnusableKeyException {
        KeyMaterial before = readOnce();
        // a pipe can only be read once
        if (!mayChange() || !isDirectory() && !Files.isRegularFile(Path.of(location))) {
            return before;
        }
        for (int reads = 1; reads < MOST_READS; reads++) {
            KeyMaterial now = readOnce();
            if (now.isEqualTo(before)) {
                return now;
            }
            before = now;
        }
        throw new UnusableKeyException("names %s, which changes during each read; replace it in one step, as mv does"
                .formatted(SafeQuote.path(location)));
    }

    @Override
    public Object version() {
        return Stream.of("", "/" + PRIVATE_KEY_FILE, "/" + KEY_PAIR_ID_FILE).map(name -> KeyFile.version(location + name))
                .toList();
    }

    private KeyMaterial readOnce() throws UnusableKeyException {
        if (!mayChange() || !isDirectory()) {
            byte[] content = KeyFile.read(location);
            return new KeyMaterial(content, passphrase, PemText.keyPairId(content));
        }
        Path directory = Path.of(location);
        byte[] content = KeyFile.read(directory.resolve(PRIVATE_KEY_FILE).toString());
        Path idFile = directory.resolve(KEY_PAIR_ID_FILE);
        // without this file, the property key-pair-id must be set
        String keyPairId = Files.exists(idFile)
                ? new String(KeyFile.read(idFile.toString()), StandardCharsets.ISO_8859_1).strip()
                : PemText.keyPairId(content);
        return new KeyMaterial(content, passphrase, keyPairId);
    }

    private boolean isDirectory() throws UnusableKeyException {
        try {
            return Files.isDirectory(Path.of(location));
        } catch (InvalidPathException e) {
            throw KeyFile.notAFile(location, e);
        }
    }

    @Override
    public boolean mayChange() {
        return !location.startsWith(KeyFile.CLASSPATH);
    }

    @Override
    public String toString() {
        return "LocationSource";
    }
}
