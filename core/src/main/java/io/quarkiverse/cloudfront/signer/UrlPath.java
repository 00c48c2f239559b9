package io.quarkiverse.cloudfront.signer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Encodes names for the paths of URLs and policies in the same way as the placeholders of {@link SignedResource#resource()}.
 * A name that a viewer or an uploader has chosen can then neither add a wildcard or a query nor lead to another directory:
 *
 * <pre>
 * signer.policy("/albums/" + UrlPath.segment(album) + "/*").build();
 * </pre>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming Amazon S3 objects</a>
 */
public final class UrlPath {

    /**
     * The characters that are not encoded, in addition to letters and digits. Others have a meaning: {@code *} would be a
     * wildcard, {@code ;} would end a cookie's path, and S3 reads {@code +} as a space.
     */
    private static final String PLAIN = "-._~!$&'(),=:@";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UrlPath() {
    }

    /**
     * Encodes a value as one segment of a path, or as a part of a segment. For example, {@code a/b*} becomes {@code a%2Fb%2A}.
     *
     * @param value the value, such as an ID, without any encoding
     * @throws CloudFrontSignerException {@code URL_NOT_SIGNABLE} if the value is empty, a dot segment, or malformed Unicode.
     *         Signers also refuse values that contain a dot segment once they are decoded, such as {@code ../8}
     */
    public static String segment(String value) {
        if (value.isEmpty()) {
            throw refused("be empty");
        }
        int parameter = value.indexOf(';');
        String name = parameter < 0 ? value : value.substring(0, parameter);
        if (name.equals(".") || name.equals("..")) {
            throw refused("be a dot segment");
        }
        return encode(value);
    }

    /**
     * Returns the path of an object in S3. For example, {@code photos/two of us.jpg} becomes {@code /photos/two%20of%20us.jpg}.
     *
     * @param key the key as S3 lists it, without any encoding
     * @throws CloudFrontSignerException as for {@link #segment(String)}, except that a key can have empty segments
     */
    public static String ofKey(String key) {
        return Stream.of(key.split("/", -1)).map(name -> name.isEmpty() ? name : segment(name))
                .collect(Collectors.joining("/", "/", ""));
    }

    private static String encode(String value) {
        if (value.chars().allMatch(UrlPath::isPlain)) {
            return value;
        }
        // an encoder would replace half of a surrogate pair with a question mark, so different values would name the same file
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw refused("have malformed Unicode");
        }
        StringBuilder encoded = new StringBuilder(value.length() + 16);
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(octet)) {
                encoded.append((char) octet);
            } else {
                HEX.toHexDigits(encoded.append('%'), octet);
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    private static CloudFrontSignerException refused(String problem) {
        return new CloudFrontSignerException(Reason.URL_NOT_SIGNABLE, "A segment of a path must not " + problem);
    }
}
