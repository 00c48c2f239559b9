package io.quarkiverse.cloudfront.signer.runtime.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Fetches the beginning of a file. Blocks the caller.
 */
record ProbeRequest(InstantSource clock) {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int LONGEST_ERROR = 4096;

    /**
     * @throws IOException if there is no answer. The message can contain the URL
     */
    ProbeAnswer get(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        try {
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Range", "bytes=0-0");
            int status = connection.getResponseCode();
            // S3 and other origins do not send this header
            String cache = connection.getHeaderField("X-Cache");
            return new ProbeAnswer(status, error(connection), cache != null && cache.startsWith("Error from cloudfront"),
                    clockDifference(connection));
        } finally {
            connection.disconnect();
        }
    }

    /** How far the clock is ahead. A cached file has the date of its first response, and its age since then. */
    private Duration clockDifference(HttpURLConnection connection) {
        long date = connection.getDate();
        return date == 0 ? Duration.ZERO
                : Duration.ofMillis(clock.millis() - date).minusSeconds(connection.getHeaderFieldLong("Age", 0));
    }

    private static String error(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getErrorStream()) {
            return body == null ? "" : new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        }
    }
}
