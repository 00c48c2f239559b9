package io.quarkiverse.cloudfront.cli.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response whose connection has been closed. */
record RawResponse(String head, String body) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)[^\\d].*", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("<Error>\\s*<Code>([A-Za-z]+)</Code>");

    static RawResponse parse(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !STATUS.matcher(text).matches()) {
            throw new IOException(bytes.length == 0 ? "The connection was closed without an answer" : "The answer is not HTTP");
        }
        RawResponse response = new RawResponse(text.substring(0, end), "");
        byte[] body = Arrays.copyOfRange(bytes, end + 4, bytes.length);
        boolean chunked = response.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
        return new RawResponse(response.head, new String(chunked ? joined(body) : body, StandardCharsets.UTF_8));
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

    private static byte[] joined(byte[] chunks) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        String text = new String(chunks, StandardCharsets.ISO_8859_1);
        int at = 0;
        for (int line = text.indexOf("\r\n"); line > at; line = text.indexOf("\r\n", at)) {
            int length = Integer.parseInt(text.substring(at, line).replaceFirst(";.*", "").strip(), 16);
            int from = Math.min(line + 2, chunks.length);
            joined.write(chunks, from, Math.min(length, chunks.length - from));
            at = from + length + 2;
        }
        return joined.toByteArray();
    }
}
