package io.quarkiverse.cloudfront.signer.runtime.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads what a {@code private-key-location} names.
 */
final class KeyLocation {

    private static final String CLASSPATH = "classpath:";

    /** No private key comes near this; a location that is some other file should not fill the memory. */
    private static final int LARGEST_KEY = 64 * 1024;

    private KeyLocation() {
    }

    /**
     * @throws UnreadableException whose message follows the property's name
     */
    static byte[] read(String location) {
        try (InputStream in = open(location)) {
            byte[] content = in.readNBytes(LARGEST_KEY + 1);
            if (content.length > LARGEST_KEY) {
                throw new UnreadableException("names %s, which is too large for a private key".formatted(location), null);
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new UnreadableException("names the file %s, which does not exist".formatted(location), e);
        } catch (IOException | InvalidPathException e) {
            throw new UnreadableException("names the file %s, which cannot be read: %s; check its permissions"
                    .formatted(location, e), e);
        }
    }

    private static InputStream open(String location) throws IOException {
        if (!location.startsWith(CLASSPATH)) {
            Path file = Path.of(location);
            if (Files.isDirectory(file)) {
                throw new UnreadableException("names the directory %s; name the file in it".formatted(location), null);
            }
            return Files.newInputStream(file);
        }
        String resource = location.substring(CLASSPATH.length()).replaceFirst("^/+", "");
        InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new UnreadableException("names %s, which is not on the class path".formatted(location), null);
        }
        return in;
    }

    static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
