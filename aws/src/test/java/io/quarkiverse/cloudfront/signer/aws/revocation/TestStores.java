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

    private static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(500);

    private TestStores() {
    }

    static StoreClient client(URI endpoint, InstantSource clock) {
        return client(endpoint, StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "topsecret")),
                clock);
    }

    static StoreClient client(URI endpoint, AwsCredentialsProvider credentials, InstantSource clock) {
        return new StoreClient(StoreArn.parse(KeyValueStandIn.ARN), endpoint,
                UrlConnectionHttpClient.builder().socketTimeout(RESPONSE_TIMEOUT).build(), credentials, clock);
    }

    static KeyValueRevocationStore open(URI endpoint, InstantSource clock, Duration timeout) {
        return KeyValueRevocationStores.open(client(endpoint, clock), KEPT, clock, timeout);
    }
}
