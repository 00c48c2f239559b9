package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.mark.RevocationStores;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Opens the key value store that {@code marks.store} names. The credentials are those of the AWS SDK's default chain.
 */
@Singleton
public class KeyValueRevocationStores implements RevocationStores {

    /** As the SDKs have them, so that the service can be replaced by a stand-in. */
    private static final String ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE";
    private static final String ENDPOINT_PROPERTY = "aws.endpointUrlCloudFrontKeyValueStore";

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int READERS = 8;
    private static final int IDLE_SECONDS = 30;

    private @Nullable KeyValueRevocationStore opened;

    @Override
    public synchronized RevocationStore open(String name, Duration kept) {
        StoreArn arn = StoreArn.parse(name);
        SdkHttpClient http = UrlConnectionHttpClient.builder().connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(RESPONSE_TIMEOUT).build();
        AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        close();
        opened = open(new StoreClient(arn, endpoint(arn), http, credentials, InstantSource.system()), kept,
                InstantSource.system(), TIMEOUT);
        return opened;
    }

    static KeyValueRevocationStore open(StoreClient client, Duration kept, InstantSource clock, Duration timeout) {
        StoreEditor editor = new StoreEditor(client, threads(READERS), timeout);
        return new KeyValueRevocationStore(client, editor, new ExpiredEntries(client, editor, kept, clock), threads(1),
                threads(1));
    }

    private static URI endpoint(StoreArn arn) {
        return Optional.ofNullable(System.getProperty(ENDPOINT_PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(ENDPOINT_VARIABLE)))
                .map(URI::create).orElse(URI.create("https://" + arn.account() + ".cloudfront-kvs.global.api.aws"));
    }

    /**
     * They end when they are idle.
     */
    private static ExecutorService threads(int number) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(number, number, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "cloudfront-signer-revocations");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @PreDestroy
    synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
