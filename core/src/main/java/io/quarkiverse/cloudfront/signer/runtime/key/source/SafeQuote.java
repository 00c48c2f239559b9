package io.quarkiverse.cloudfront.signer.runtime.key.source;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;

/**
 * Decides whether a message may quote a configured value. A user may have set the wrong property to a key, a passphrase, or a
 * signed URL. A location is therefore only quoted if the file system knows it or one of its parent directories, or if it has
 * the name of a key file.
 */
public final class SafeQuote {

    /** No file system supports longer paths. */
    private static final int LONGEST_PATH = 4096;

    /** The form of CloudFront's IDs. Base64 and passphrases are not entirely in upper case. */
    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{0,31}");

    /**
     * The name of a key file, which is quoted even if its directory does not exist, for example because a volume is not
     * mounted. URLs do not match, because they have a colon.
     */
    private static final Pattern KEY_FILE = Pattern.compile("(?:[A-Za-z]:)?[^:]*\\.(?i:pem|der|key|pub|p8|pk8|txt)");

    private SafeQuote() {
    }

    /**
     * @param location a file, a directory, or a resource on the class path
     * @return the location, or a description that does not show the location
     */
    public static String path(String location) {
        return path(Path.of(""), location);
    }

    /**
     * @param base the directory in which the file system looks for a relative location
     * @param location a file, a directory, or a resource on the class path
     * @return the location, or a description that does not show the location
     */
    public static String path(Path base, String location) {
        return isPath(base, location) ? location : describe(location);
    }

    /**
     * @return the key pair ID, or a description that does not show the ID
     */
    public static String id(String keyPairId) {
        return ID.matcher(keyPairId).matches() ? keyPairId : describe(keyPairId);
    }

    private static boolean isPath(Path base, String location) {
        if (location.isEmpty() || location.length() > LONGEST_PATH || location.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        Path path = null;
        try {
            path = Path.of(location);
        } catch (InvalidPathException e) {
            // Java's locale does not support the name
        }
        return path != null && exists(base, path) || !containsKey(location) && (location.startsWith(KeyFile.CLASSPATH)
                || KEY_FILE.matcher(location).matches() || path != null && isBelowDirectory(base, path));
    }

    private static boolean exists(Path base, Path path) {
        return Files.exists(base.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether a parent directory exists. The root does not count, because it is a parent of every key in base64 that begins
     * with a slash.
     */
    private static boolean isBelowDirectory(Path base, Path path) {
        Path directory = path.getParent();
        while (directory != null && !exists(base, directory)) {
            directory = directory.getParent();
        }
        return directory != null && directory.getNameCount() > 0;
    }

    /**
     * Whether the location contains a key, perhaps after a slash or a colon. This happens if a location is composed of
     * variables, and one of them contains the key instead of a name.
     */
    private static boolean containsKey(String location) {
        return PemText.isKey(location) || IntStream.range(0, location.length())
                .anyMatch(i -> (location.charAt(i) == '/' || location.charAt(i) == ':')
                        && PemText.isKey(location.substring(i + 1)));
    }

    private static String describe(String value) {
        return "<" + value.length() + " characters, not shown because they could be a secret>";
    }
}
