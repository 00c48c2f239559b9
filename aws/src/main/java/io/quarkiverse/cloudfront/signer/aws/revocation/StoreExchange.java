package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Sends requests with a time limit, however slowly the response arrives.
 *
 * @param timeout the timeout of one request
 * @param timer aborts requests that exceed their time limit
 */
record StoreExchange(SdkHttpClient http, Duration timeout, ScheduledExecutorService timer) {

    /** The maximum length of a response in bytes. A page of a list has up to 50 entries of 1.5 kB. */
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int BUFFER = 8192;

    record Answer(int status, Map<String, String> headers, String body) {

        JsonNode json() throws IOException {
            JsonNode json;
            try {
                json = JsonNode.parser().parse(body);
            } catch (RuntimeException e) {
                throw new IOException("the answer is not JSON", e);
            }
            if (json == null) {
                throw new IOException("the answer is empty");
            }
            return json;
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /**
     * Sends a request. The SDK's timeouts are not enough, because they apply to single reads. A store that sends one byte per
     * second never exceeds them.
     */
    Answer send(HttpExecuteRequest prepared, long deadline) throws IOException {
        ExecutableHttpRequest request = http.prepareRequest(prepared);
        long now = System.nanoTime();
        long end = now + Math.min(timeout.toNanos(), deadline - now);
        requireTime(end, null);
        // repeated, because aborting does not affect a request that is still connecting
        Future<?> abort = timer.scheduleWithFixedDelay(request::abort, end - now, timeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            HttpExecuteResponse response = request.call();
            String body = "";
            if (response.responseBody().isPresent()) {
                body = body(response.responseBody().get(), end);
            }
            Map<String, String> received = new LinkedHashMap<>();
            response.httpResponse().headers().forEach((name, values) -> received.put(String.valueOf(name).toLowerCase(
                    Locale.ROOT), values.get(0)));
            return new Answer(response.httpResponse().statusCode(), received, body);
        } catch (IOException e) {
            requireTime(end, e);
            throw e;
        } finally {
            abort.cancel(false);
        }
    }

    private static String body(InputStream body, long end) throws IOException {
        try (body) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = body.read(buffer); n >= 0 && bytes.size() < LONGEST_ANSWER; n = body.read(buffer)) {
                bytes.write(buffer, 0, n);
                requireTime(end, null);
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static void requireTime(long end, @Nullable IOException cause) throws IOException {
        if (System.nanoTime() - end >= 0) {
            IOException late = new SocketTimeoutException("no complete answer in time");
            late.initCause(cause);
            throw late;
        }
    }
}
