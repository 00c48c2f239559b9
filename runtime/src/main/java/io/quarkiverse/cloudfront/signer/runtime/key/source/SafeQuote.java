package io.quarkiverse.cloudfront.signer.runtime.key.source;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides whether a message may quote a configured value. Keys, passphrases, and signed URLs can be set as the wrong property,
 * so only values with a harmless form are quoted. All others are described.
 */
public final class SafeQuote {

    private static final int LONGEST_PATH = 300;

    /** CloudFront's IDs. Base64 and passphrases are not entirely in upper case. */
    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{0,31}");

    /**
     * Base64, hexadecimal numbers, and passphrases do not consist of such words: lower or upper case with digits, or camel
     * case.
     */
    private static final Pattern WORD = Pattern
            .compile("[a-z0-9]{1,32}|[A-Z0-9]{1,32}|(?:[A-Z]?[a-z]{2,15}){1,5}[0-9]{0,4}");

    /** A few letters and digits, as in the names of temporary directories. Base64 for URLs has several of them in a row. */
    private static final Pattern ODD_WORD = Pattern.compile("[A-Za-z0-9]{1,8}");

    private static final int MOST_ODD_WORDS = 2;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[/\\\\._ ~-]+");

    private static final Pattern WINDOWS_DRIVE = Pattern.compile("^[A-Za-z]:(?=[/\\\\])");

    private static final Pattern KEY_FILE = Pattern.compile(".*\\.(pem|der|key|pub|p8|pk8|txt)");

    private SafeQuote() {
    }

    /**
     * @param location a file, a directory or a resource on the class path
     * @return the location, or a description that does not show it
     */
    public static String path(String location) {
        return isPath(location) ? location : describe(location);
    }

    /**
     * @return the key pair ID, or a description that does not show it
     */
    public static String id(String keyPairId) {
        return ID.matcher(keyPairId).matches() ? keyPairId : describe(keyPairId);
    }

    private static boolean isPath(String location) {
        if (location.length() > LONGEST_PATH || location.contains("--")) {
            return false;
        }
        boolean resource = location.startsWith(KeyFile.CLASSPATH);
        String path = resource ? location.substring(KeyFile.CLASSPATH.length())
                : WINDOWS_DRIVE.matcher(location).replaceFirst("");
        if (!resource && path.indexOf('/') < 0 && path.indexOf('\\') < 0
                && !KEY_FILE.matcher(path.toLowerCase(Locale.ROOT)).matches()) {
            return false;
        }
        int oddWords = 0;
        for (String word : BETWEEN_WORDS.split(path)) {
            if (!word.isEmpty() && !WORD.matcher(word).matches()) {
                oddWords++;
                if (oddWords > MOST_ODD_WORDS || !ODD_WORD.matcher(word).matches()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String describe(String value) {
        return "<" + value.length() + " characters, not shown because they could be a secret>";
    }
}
