package io.quarkiverse.cloudfront.signer.runtime.key.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Reads keys from files and from resources on the class path.
 */
public final class KeyFile {

    static final String CLASSPATH = "classpath:";

    /** Much larger than any key, but small enough that a wrong file does not fill the memory. */
    private static final int LARGEST_KEY = 64 * 1024;

    private static final String KEY_ITSELF = "is a key, not a location; set private-key instead";

    private KeyFile() {
    }

    /**
     * @param location the path of a file, or a resource on the class path
     */
    public static byte[] read(String location) throws UnusableKeyException {
        if (location.startsWith(CLASSPATH)) {
            return readResource(location);
        }
        try {
            return read(Path.of(location), location);
        } catch (InvalidPathException e) {
            throw notAFile(location, e);
        }
    }

    /**
     * @param location the location as it was configured, to check whether it is a key by mistake. The {@code Path} cannot be
     *        used for this, because it merges consecutive slashes
     */
    private static byte[] read(Path file, String location) throws UnusableKeyException {
        if (Files.isDirectory(file)) {
            throw new UnusableKeyException(
                    "is the directory %s; set it to a file in this directory".formatted(SafeQuote.path(location)));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, location);
        } catch (NoSuchFileException e) {
            throw unusable(location, "names the file %s, which does not exist", e);
        } catch (IOException e) {
            throw unusable(location, "names the file %s, which cannot be read (" + e.getClass().getSimpleName()
                    + "); check its permissions", e);
        }
    }

    /**
     * A value that changes when a file is replaced or changed. All files that do not exist have the same value.
     */
    public static Object version(String location) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(Path.of(location), BasicFileAttributes.class);
            return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime());
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    private static byte[] readResource(String location) throws UnusableKeyException {
        String resource = location.substring(CLASSPATH.length()).replaceFirst("^/+", "");
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw unusable(location, "names %s, which is not on the class path", null);
            }
            return read(in, location);
        } catch (IOException e) {
            throw unusable(location, "names %s, which cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static byte[] read(InputStream in, String location) throws IOException, UnusableKeyException {
        byte[] content = new byte[LARGEST_KEY + 1];
        // not readNBytes(int): in some JDKs, such as 21, that method fails for a named pipe, which has no position
        int length = in.readNBytes(content, 0, content.length);
        if (length > LARGEST_KEY) {
            throw unusable(location, "names %s, which is larger than 64 KiB", null);
        }
        return Arrays.copyOf(content, length);
    }

    static UnusableKeyException notAFile(String location, InvalidPathException cause) {
        boolean ascii = location.chars().allMatch(character -> character < 0x80);
        return unusable(location, "names the file %s, which is not a valid file name"
                + (ascii ? "" : " in the JVM's locale; start the JVM with a UTF-8 locale, such as LC_ALL=C.UTF-8"), cause);
    }

    private static UnusableKeyException unusable(String location, String message, @Nullable Exception cause) {
        return new UnusableKeyException(PemText.isKey(location) ? KEY_ITSELF : message.formatted(SafeQuote.path(location)),
                cause);
    }
}
