package io.quarkiverse.cloudfront.cli.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A response, or its beginning, after the connection has been closed. */
public record RawResponse(String head, String body) {

    /** The {@link #answer()} to a request that reaches the origin or the function. */
    public static final String SERVED = "served";

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)[^\\d].*", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("<Error>\\s*<Code>([A-Za-z]+)</Code>");

    /** The line with the size before each chunk. */
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})[^\r\n]*\r\n");

    static RawResponse parse(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !STATUS.matcher(text).matches()) {
            throw new IOException(bytes.length == 0 ? "The connection was closed without an answer" : "The answer is not HTTP");
        }
        RawResponse response = new RawResponse(text.substring(0, end), "");
        boolean chunked = response.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
        String body = chunked ? joined(text.substring(end + 4)) : text.substring(end + 4);
        return new RawResponse(response.head, new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    public int status() {
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    /** {@link #SERVED}, the error code of a refusal, or the status of any other response. */
    public String answer() {
        return status() < 300 ? SERVED : code().orElse(String.valueOf(status()));
    }

    /** The error code of CloudFront or S3 in a refusal. */
    public Optional<String> code() {
        Matcher code = CODE.matcher(body);
        return status() == 403 && code.find() ? Optional.of(code.group(1)) : Optional.empty();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip()).findFirst();
    }

    /** Whether CloudFront or the local edge answered, and not a proxy or a network's login page. */
    public boolean isFromCloudFront() {
        return header("X-Amz-Cf-Id").isPresent() || Stream.of("Server", "Via", "X-Cache")
                .anyMatch(name -> header(name).filter(value -> value.toLowerCase(Locale.ROOT).contains("cloudfront"))
                        .isPresent());
    }

    private static String joined(String chunks) {
        StringBuilder joined = new StringBuilder();
        Matcher size = SIZE.matcher(chunks);
        for (int at = 0; at < chunks.length() && size.region(at, chunks.length()).lookingAt();) {
            int end = Math.min(size.end() + Integer.parseInt(size.group(1), 16), chunks.length());
            joined.append(chunks, size.end(), end);
            at = end + 2;
        }
        return joined.toString();
    }
}
