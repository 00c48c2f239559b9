package io.quarkiverse.cloudfront.signer.runtime.key.source;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;

/**
 * Decides whether a message may quote a configured value. Keys, passphrases, and signed URLs can be set as the wrong property,
 * so a location is quoted if the file system knows it or one of its directories. All other values are described, unless they
 * have a form that secrets do not have.
 */
public final class SafeQuote {

    /** No file system knows longer ones. */
    private static final int LONGEST_PATH = 4096;

    /** CloudFront's IDs. Base64 and passphrases are not entirely in upper case. */
    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{0,31}");

    /** As long as 256 bits in base64, or longer. */
    private static final Pattern KEY_MATERIAL = Pattern.compile("[A-Za-z0-9+=_-]{40}");

    /** The name of a key file, but not a URL; or a path in lower case, such as that of a volume that is not mounted. */
    private static final Pattern UNMISTAKABLE = Pattern
            .compile("(?:[A-Za-z]:)?[^:]*\\.(?i:pem|der|key|pub|p8|pk8|txt)|[a-z0-9._-]*/[a-z0-9._/-]*");

    private SafeQuote() {
    }

    /**
     * @param location a file, a directory or a resource on the class path
     * @return the location, or a description that does not show it
     */
    public static String path(String location) {
        return path(Path.of(""), location);
    }

    /**
     * @param base the directory in which the file system looks for a relative location
     * @param location a file, a directory or a resource on the class path
     * @return the location, or a description that does not show it
     */
    public static String path(Path base, String location) {
        return isPath(base, location) ? location : describe(location);
    }

    /**
     * @return the key pair ID, or a description that does not show it
     */
    public static String id(String keyPairId) {
        return ID.matcher(keyPairId).matches() ? keyPairId : describe(keyPairId);
    }

    private static boolean isPath(Path base, String location) {
        if (location.isEmpty() || location.length() > LONGEST_PATH || location.chars().anyMatch(Character::isISOControl)) {
            return false;
        } else if (location.startsWith(KeyFile.CLASSPATH)) {
            return isHarmless(location);
        }
        try {
            Path path = Path.of(location);
            int known = knownNames(base, path);
            return known == path.getNameCount() || known > 0 && isHarmless(path.subpath(known, path.getNameCount()).toString())
                    || isUnmistakable(location);
        } catch (InvalidPathException e) {
            return isUnmistakable(location);
        }
    }

    /**
     * How many names at the beginning exist. The root does not count: it exists for all keys in base64 that begin with a slash.
     */
    private static int knownNames(Path base, Path path) {
        for (Path known = path; known != null; known = known.getParent()) {
            if (Files.exists(base.resolve(known), LinkOption.NOFOLLOW_LINKS)) {
                return known.getNameCount();
            }
        }
        return 0;
    }

    private static boolean isUnmistakable(String location) {
        return UNMISTAKABLE.matcher(location).matches() && isHarmless(location);
    }

    private static boolean isHarmless(String unknown) {
        return !PemText.isKey(unknown) && !KEY_MATERIAL.matcher(unknown).find();
    }

    private static String describe(String value) {
        return "<" + value.length() + " characters, not shown because they could be a secret>";
    }
}
