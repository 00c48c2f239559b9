package io.quarkiverse.cloudfront.signer;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Lets a browser save or show a file from S3 under a name other than its key. The query parameters that this class adds make S3
 * override the headers of its response. The result is a path that any signer accepts:
 *
 * <pre>
 * String path = Download.attachment("Übung 1.pdf").of("/docs/4711.pdf");
 * String url = signer.sign(path);
 * </pre>
 *
 * The distribution must forward these parameters to S3, include them in its cache key, and sign its requests to S3 (origin
 * access control). Immutable and thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject: overriding response headers</a>
 */
public final class Download {

    private static final String DISPOSITION = "response-content-disposition";
    private static final String TYPE = "response-content-type";
    /**
     * The parameters with which S3 overrides headers. S3 decodes the names in a request once, and then compares them
     * case-sensitively.
     */
    private static final Set<String> OVERRIDES = Set.of(TYPE, DISPOSITION, "response-content-language",
            "response-content-encoding", "response-cache-control", "response-expires");
    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]{1,127}";
    private static final Pattern MEDIA_TYPE = Pattern
            .compile(TOKEN + "/" + TOKEN + "(?:; ?" + TOKEN + "=(?:" + TOKEN + "|\"[ !#-\\[\\]-~]*\"))*");

    /** The value of the {@code Content-Disposition} header. */
    private final String disposition;
    private final Optional<String> contentType;

    private Download(String type, @Nullable String fileName) {
        this(fileName == null ? type : new ContentDisposition(type, FileName.of(fileName)).header(), Optional.empty());
    }

    private Download(String disposition, Optional<String> contentType) {
        this.disposition = disposition;
        this.contentType = contentType;
    }

    /**
     * Makes the browser save the file.
     *
     * @param fileName the name as people write it, without any encoding. Characters that are not allowed in a file name, such
     *        as slashes and line breaks, are replaced, as is a {@code %} before two hexadecimal digits. Invisible characters
     *        are left out, a name that Windows reserves gets an underscore in front, and a name of more than 240 bytes is
     *        shortened. If it is {@code null}, such as the value of a missing query parameter, the browser takes the name from
     *        the URL's path
     */
    public static Download attachment(@Nullable String fileName) {
        return new Download("attachment", fileName);
    }

    /**
     * Makes the browser show the file if it can, and save the file under this name if the user chooses to.
     *
     * @param fileName the name, as for {@link #attachment(String)}
     */
    public static Download inline(@Nullable String fileName) {
        return new Download("inline", fileName);
    }

    /**
     * Returns this download with a media type that replaces the type of the object in S3.
     *
     * @param mediaType the media type, such as {@code application/pdf} or {@code text/csv; charset=utf-8}. Never let viewers
     *        choose it, because a file that a viewer has uploaded can run scripts if it is shown as {@code text/html}
     * @throws IllegalArgumentException if the text is not a media type
     */
    public Download contentType(String mediaType) {
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("The content type is not a media type such as application/pdf");
        }
        return new Download(disposition, Optional.of(mediaType));
    }

    /**
     * Appends the parameters to a path or URL.
     *
     * @param pathOrUrl a percent-encoded path or absolute URL, with or without a query
     * @throws IllegalArgumentException if the URL has a fragment, or if it already has such parameters, percent-encoded or not
     */
    public String of(String pathOrUrl) {
        Objects.requireNonNull(pathOrUrl, "pathOrUrl");
        if (pathOrUrl.indexOf('#') >= 0) {
            throw new IllegalArgumentException("The URL of a download must not have a fragment");
        }
        if (hasOverride(pathOrUrl)) {
            throw new IllegalArgumentException("The URL already overrides a header of S3's response");
        }
        StringBuilder url = new StringBuilder(pathOrUrl).append(pathOrUrl.indexOf('?') < 0 ? '?' : '&')
                .append(DISPOSITION).append('=').append(encode(disposition));
        contentType.ifPresent(type -> url.append('&').append(TYPE).append('=').append(encode(type)));
        return url.toString();
    }

    private static boolean hasOverride(String pathOrUrl) {
        int query = pathOrUrl.indexOf('?');
        return query >= 0 && Stream.of(pathOrUrl.substring(query + 1).split("[&?]"))
                .anyMatch(parameter -> isOverride(parameter.split("=", 2)[0]));
    }

    private static boolean isOverride(String name) {
        try {
            return OVERRIDES.contains(URLDecoder.decode(name, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // a percent sign without its digits, so this is not one of the names
            return false;
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /**
     * The header that determines whether a file is saved or shown, and under which name it is saved.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8187">RFC 8187, for names that are not ASCII</a>
     */
    private record ContentDisposition(String type, FileName fileName) {

        /** The characters that RFC 8187 does not percent-encode, in addition to letters and digits. */
        private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";
        private static final HexFormat HEX = HexFormat.of().withUpperCase();

        String header() {
            String name = fileName.value();
            String fallback = FileName.of(ascii(name)).value();
            String header = type + "; filename=\"" + fallback + '"';
            return fallback.equals(name) ? header : header + "; filename*=UTF-8''" + encode(name);
        }

        /**
         * The ASCII name for clients that do not support {@code filename*}. It does not contain the characters that some
         * clients read as part of an escape: {@code "}, {@code \}, {@code %}, and the {@code ?} of RFC 2047.
         */
        private static String ascii(String name) {
            StringBuilder ascii = new StringBuilder();
            Normalizer.normalize(name, Normalizer.Form.NFKD).codePoints().forEach(character -> {
                boolean plain = character >= ' ' && character < 0x7F && "\"\\%?".indexOf(character) < 0;
                if (plain || !isInvisible(character)) {
                    ascii.append(plain ? (char) character : '_');
                }
            });
            return ascii.toString();
        }

        private static boolean isInvisible(int character) {
            return switch (Character.getType(character)) {
                case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK, Character.FORMAT ->
                    true;
                default -> false;
            };
        }

        private static String encode(String name) {
            StringBuilder encoded = new StringBuilder();
            for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
                char character = (char) (octet & 0xFF);
                if (character < 0x7F
                        && (Character.isLetterOrDigit(character) || ATTRIBUTE_CHARACTERS.indexOf(character) >= 0)) {
                    encoded.append(character);
                } else {
                    encoded.append('%').append(HEX.toHexDigits(octet));
                }
            }
            return encoded.toString();
        }
    }
}
