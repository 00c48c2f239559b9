package io.quarkiverse.cloudfront.cli.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response whose connection has been closed. */
record RawResponse(String head, String body) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)[^\\d].*", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("<Error>\\s*<Code>([A-Za-z]+)</Code>");

    /** Before each chunk. */
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

    int status() {
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    /** In the form of {@link Question#expected()}. */
    String answer() {
        Matcher code = CODE.matcher(body);
        return status() < 300 ? Question.SERVED : status() == 403 && code.find() ? code.group(1) : String.valueOf(status());
    }

    Optional<String> header(String name) {
        Matcher matcher = Pattern.compile("(?im)^" + Pattern.quote(name) + ":\\s*(.*?)\\s*$").matcher(head);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
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
