package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.aws.revocation.StoreException.Kind;
import io.quarkiverse.cloudfront.signer.aws.revocation.StoreExchange.Answer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Sends requests to a key value store. Each request blocks the caller and is only sent once. However slowly the store answers,
 * a request ends no later than its deadline, which is a value of {@link System#nanoTime()}.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Operations_Amazon_CloudFront_KeyValueStore.html">The
 *      operations of Amazon CloudFront KeyValueStore</a>
 */
final class StoreClient {

    /** The maximum number of entries in an update and on a page of a list. */
    static final int MOST_ENTRIES = 50;

    private static final SignatureV4a SIGNATURE = new SignatureV4a("cloudfront-keyvaluestore");

    private static final int LONGEST_REASON = 200;

    private static final String ALLOWED = "Grant the application the permissions cloudfront-keyvaluestore:DescribeKeyValueStore, "
            + "GetKey, ListKeys, and UpdateKeys on this store, and use temporary credentials from a regional AWS STS endpoint";

    private final StoreArn store;
    private final URI endpoint;
    private final StoreExchange exchange;
    private final AwsCredentialsProvider credentials;
    private final InstantSource clock;

    StoreClient(StoreArn store, URI endpoint, StoreExchange exchange, AwsCredentialsProvider credentials,
            InstantSource clock) {
        this.store = store;
        this.endpoint = endpoint;
        this.exchange = exchange;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * A version of the store.
     *
     * @param tag the ETag, which changes with each update
     * @param bytes the size of all entries in bytes
     */
    record Version(String tag, long bytes) {
    }

    /**
     * A page of a list.
     *
     * @param next the token of the next page; null for the last page
     */
    record Page(Map<String, String> entries, @Nullable String next) {
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
     * Changes entries.
     *
     * @param version the version that the store must still have
     * @param puts the keys and values to write, which must not contain characters that JSON escapes
     * @param deletes the keys to delete, which must not contain such characters either
     * @throws StoreException {@code COLLISION} if the store has another version
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
        return exchange.send(execution.request(request.build()).build(), deadline);
    }

    /**
     * Gets the credentials. Messages of the SDK do not contain credentials.
     */
    private AwsCredentials credentials() {
        try {
            return credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new StoreException(Kind.REFUSED,
                    "The AWS SDK did not find credentials for the key value store %s (%s). Give "
                            .formatted(store, e.getMessage()) + "the application a role, or set AWS_ACCESS_KEY_ID and "
                            + "AWS_SECRET_ACCESS_KEY",
                    e);
        }
    }

    private StoreException refused(String operation, Answer answer) {
        String code = answer.header("x-amzn-errortype").replaceFirst(":.*", "");
        Kind kind = kind(answer.status(), code);
        return new StoreException(kind,
                "CloudFront refused %s on the key value store %s with status %d%s. %s".formatted(operation,
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
