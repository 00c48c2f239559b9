package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.aws.revocation.StoreException.Kind;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The requests to a key value store. Each blocks the caller, and is sent once. However slowly the store answers, it ends at a
 * deadline, a value of {@link System#nanoTime()}, or earlier.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Operations_Amazon_CloudFront_KeyValueStore.html">The
 *      operations of Amazon CloudFront KeyValueStore</a>
 */
final class StoreClient {

    /** The most entries of an update, and of a page of a list. */
    static final int MOST_ENTRIES = 50;

    private static final SignatureV4a SIGNATURE = new SignatureV4a("cloudfront-keyvaluestore");

    /** A page of a list has up to 50 entries of 1.5 kB. */
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int LONGEST_REASON = 200;
    private static final int BUFFER = 8192;

    private static final String ALLOWED = "Allow the application cloudfront-keyvaluestore:DescribeKeyValueStore, GetKey, "
            + "ListKeys, and UpdateKeys of this store, and get temporary credentials from a regional endpoint of AWS STS";

    private final StoreArn store;
    private final URI endpoint;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final InstantSource clock;
    private final Duration timeout;
    private final ScheduledExecutorService timer;

    /**
     * @param timeout of one request
     * @param timer aborts requests that take longer
     */
    StoreClient(StoreArn store, URI endpoint, SdkHttpClient http, AwsCredentialsProvider credentials, InstantSource clock,
            Duration timeout, ScheduledExecutorService timer) {
        this.store = store;
        this.endpoint = endpoint;
        this.http = http;
        this.credentials = credentials;
        this.clock = clock;
        this.timeout = timeout;
        this.timer = timer;
    }

    /**
     * A version of the store.
     *
     * @param tag changes with each update
     * @param bytes the size of all entries
     */
    record Version(String tag, long bytes) {
    }

    /**
     * @param next the token of the next page; null for the last page
     */
    record Page(Map<String, String> entries, @Nullable String next) {
    }

    private record Answer(int status, Map<String, String> headers, String body) {

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

    private interface Reader<T> {
        T read(Answer answer) throws IOException;
    }

    Version describe(long deadline) {
        return send("DescribeKeyValueStore", deadline, SdkHttpMethod.GET, "", "", null, "",
                answer -> new Version(answer.header("etag"), Long.parseLong(text(answer.json(), "TotalSizeInBytes"))));
    }

    Optional<String> get(String key, long deadline) {
        try {
            return Optional.of(send("GetKey", deadline, SdkHttpMethod.GET, "/keys/" + StoreArn.encoded(key), "", null, "",
                    answer -> text(answer.json(), "Value")));
        } catch (StoreException e) {
            if (e.is(Kind.MISSING)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Page list(@Nullable String token, long deadline) {
        String query = "MaxResults=" + MOST_ENTRIES + (token == null ? "" : "&NextToken=" + StoreArn.encoded(token));
        return send("ListKeys", deadline, SdkHttpMethod.GET, "/keys", query, null, "", answer -> {
            Map<String, String> entries = new LinkedHashMap<>();
            JsonNode json = answer.json();
            Optional<JsonNode> items = json.field("Items");
            if (items.isPresent()) {
                for (JsonNode item : items.get().asArray()) {
                    entries.put(text(item, "Key"), text(item, "Value"));
                }
            }
            return new Page(entries, json.field("NextToken").filter(next -> !next.isNull()).map(JsonNode::text).orElse(null));
        });
    }

    /**
     * @param version which the store must still have
     * @param puts keys and values that need no escapes in JSON
     * @param deletes keys of the same kind
     * @throws StoreException {@code COLLISION} if it has another one
     */
    void update(Version version, Map<String, String> puts, Collection<String> deletes, long deadline) {
        String body = "{\"Puts\":["
                + puts.entrySet().stream().map(put -> "{\"Key\":\"" + put.getKey() + "\",\"Value\":\"" + put.getValue() + "\"}")
                        .collect(Collectors.joining(","))
                + "],\"Deletes\":["
                + deletes.stream().map(key -> "{\"Key\":\"" + key + "\"}").collect(Collectors.joining(",")) + "]}";
        send("UpdateKeys", deadline, SdkHttpMethod.POST, "/keys", "", version, body,
                answer -> text(answer.json(), "TotalSizeInBytes"));
    }

    private static String text(JsonNode json, String field) throws IOException {
        String text = json.field(field).map(JsonNode::text).orElse(null);
        if (text == null) {
            throw new IOException("the answer has no " + field);
        }
        return text;
    }

    private <T> T send(String operation, long deadline, SdkHttpMethod method, String path, String query,
            @Nullable Version version, String body, Reader<T> reader) {
        try {
            Answer answer = answer(method, endpoint.getRawPath() + store.path() + path, query, version, body, deadline);
            if (answer.status() == 200) {
                return reader.read(answer);
            }
            throw refused(operation, answer);
        } catch (StoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new StoreException(Kind.TEMPORARY,
                    "The key value store %s did not answer %s (%s: %s). Check the network".formatted(store, operation,
                            e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private Answer answer(SdkHttpMethod method, String path, String query, @Nullable Version version, String body,
            long deadline) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", endpoint.getRawAuthority());
        if (version != null) {
            headers.put("if-match", version.tag());
            headers.put("content-type", "application/json");
        }
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method)
                .uri(URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path
                        + (query.isEmpty() ? "" : "?" + query)));
        SIGNATURE.sign(new SignatureV4a.Request(method.name(), path, query, headers, body), credentials(), clock.instant())
                .forEach(request::putHeader);
        HttpExecuteRequest.Builder execution = HttpExecuteRequest.builder();
        if (!body.isEmpty()) {
            ContentStreamProvider content = ContentStreamProvider.fromUtf8String(body);
            request.putHeader("content-length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
            execution.contentStreamProvider(content);
        }
        return answer(http.prepareRequest(execution.request(request.build()).build()), deadline);
    }

    /**
     * The SDK's own timeouts are those of one read each, which a store that sends a byte a second never reaches.
     */
    private Answer answer(ExecutableHttpRequest request, long deadline) throws IOException {
        long now = System.nanoTime();
        long end = now + Math.min(timeout.toNanos(), deadline - now);
        requireTime(end, null);
        // repeated, because it does not affect a request that is still connecting
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

    /**
     * Messages of the SDK do not contain credentials.
     */
    private AwsCredentials credentials() {
        try {
            return credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new StoreException(Kind.REFUSED,
                    "The AWS SDK does not find credentials for the key value store %s (%s). Give "
                            .formatted(store, e.getMessage()) + "the application a role, or set AWS_ACCESS_KEY_ID and "
                            + "AWS_SECRET_ACCESS_KEY",
                    e);
        }
    }

    private StoreException refused(String operation, Answer answer) {
        String code = answer.header("x-amzn-errortype").replaceFirst(":.*", "");
        Kind kind = kind(answer.status(), code);
        return new StoreException(kind,
                "CloudFront refused %s of the key value store %s with status %d%s. %s".formatted(operation,
                        store, answer.status(), explanation(code, answer), remedy(kind, answer.status())));
    }

    private static String explanation(String code, Answer answer) {
        String message;
        try {
            JsonNode json = answer.json();
            message = json.field("Message").or(() -> json.field("message")).map(JsonNode::text).orElse("");
        } catch (IOException e) {
            message = "";
        }
        String reason = (code + ": " + message).replaceAll("[^ -~]", "?");
        return code.isEmpty() && message.isEmpty() ? ""
                : " (" + reason.substring(0, Math.min(reason.length(), LONGEST_REASON)) + ")";
    }

    private static Kind kind(int status, String code) {
        return switch (status) {
            case 402 -> Kind.FULL;
            case 404 -> Kind.MISSING;
            case 409, 412 -> Kind.COLLISION;
            case 429 -> Kind.TEMPORARY;
            default -> status >= 500 || code.startsWith("Throttling") ? Kind.TEMPORARY : Kind.REFUSED;
        };
    }

    private static String remedy(Kind kind, int status) {
        return switch (kind) {
            case FULL -> "Set marks.keep-revocations to a shorter duration";
            case MISSING -> "Correct marks.store";
            case COLLISION -> "Too many applications write to the store";
            case TEMPORARY -> "Try again later";
            case REFUSED -> status == 403 ? ALLOWED : "Check marks.store";
        };
    }
}
