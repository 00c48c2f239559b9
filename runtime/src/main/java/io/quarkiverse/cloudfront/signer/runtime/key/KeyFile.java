package io.quarkiverse.cloudfront.signer.runtime.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads the files that locations name.
 */
final class KeyFile {

    static final String CLASSPATH = "classpath:";

    /** No key comes near this; a location that is some other file should not fill the memory. */
    private static final int LARGEST_KEY = 64 * 1024;

    private KeyFile() {
    }

    /**
     * @param location a file, or a resource on the class path
     */
    static byte[] read(String location) throws UnusableKeyException {
        if (location.startsWith(CLASSPATH)) {
            return readResource(location);
        }
        try {
            return read(Path.of(location));
        } catch (InvalidPathException e) {
            throw new UnusableKeyException("names the file %s, which no file can be called".formatted(location), e);
        }
    }

    static byte[] read(Path file) throws UnusableKeyException {
        if (Files.isDirectory(file)) {
            throw new UnusableKeyException("names the directory %s; name the file in it".formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UnusableKeyException("names the file %s, which does not exist".formatted(file), e);
        } catch (IOException e) {
            throw new UnusableKeyException("names the file %s, which cannot be read: %s; check its permissions"
                    .formatted(file, e), e);
        }
    }

    private static byte[] readResource(String location) throws UnusableKeyException {
        String resource = location.substring(CLASSPATH.length()).replaceFirst("^/+", "");
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new UnusableKeyException("names %s, which is not on the class path".formatted(location));
            }
            return read(in, location);
        } catch (IOException e) {
            throw new UnusableKeyException("names %s, which cannot be read: %s".formatted(location, e), e);
        }
    }

    private static byte[] read(InputStream in, String location) throws IOException, UnusableKeyException {
        byte[] content = in.readNBytes(LARGEST_KEY + 1);
        if (content.length > LARGEST_KEY) {
            throw new UnusableKeyException("names %s, which is too large for a key".formatted(location));
        }
        return content;
    }
}
