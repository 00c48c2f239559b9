package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Stores that write to a stand-in. Each is like an application of its own.
 */
final class TestStores {

    static final Duration KEPT = Duration.ofDays(30);

    private static final Duration LONG = Duration.ofSeconds(60);

    private static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider
            .create(AwsBasicCredentials.create("AKIDEXAMPLE", "topsecret"));

    private TestStores() {
    }

    static StoreClient client(URI endpoint, InstantSource clock) {
        return client(endpoint, CREDENTIALS, clock);
    }

    static StoreClient client(URI endpoint, AwsCredentialsProvider credentials, InstantSource clock) {
        return client(endpoint, credentials, clock, LONG);
    }

    private static StoreClient client(URI endpoint, AwsCredentialsProvider credentials, InstantSource clock,
            Duration request) {
        return new StoreClient(StoreArn.parse(KeyValueStandIn.ARN), endpoint,
                new StoreExchange(UrlConnectionHttpClient.builder().socketTimeout(LONG).build(), request,
                        KeyValueRevocationStores.timer()),
                credentials, clock);
    }

    /**
     * @param timeout of a revocation
     */
    static KeyValueRevocationStore open(URI endpoint, InstantSource clock, Duration timeout) {
        return open(endpoint, clock, LONG, timeout, LONG);
    }

    /**
     * @param request the timeout of one request
     * @param timeout of a revocation
     * @param closing how long the end of the application waits
     */
    static KeyValueRevocationStore open(URI endpoint, InstantSource clock, Duration request, Duration timeout,
            Duration closing) {
        return KeyValueRevocationStores.open(client(endpoint, CREDENTIALS, clock, request), KEPT, clock, timeout, closing);
    }

    /** In one minute. */
    static long later() {
        return System.nanoTime() + LONG.toNanos();
    }
}
