package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.mark.KeyValueStores;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Opens the key value store that {@code marks.store} names. Uses the credentials of the AWS SDK's default chain.
 */
@Singleton
public class KeyValueRevocationStores implements KeyValueStores {

    /** The name of the variable with the endpoint, so that a stand-in can replace the service. It follows the SDKs' naming. */
    private static final String ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE";
    private static final String ENDPOINT_PROPERTY = "aws.endpointUrlCloudFrontKeyValueStore";

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    /** Shorter than the time for which the caller waits, so that the caller still learns the reason for a failure. */
    static final Duration TIMEOUT = KeyValueStores.TIMEOUT.minusSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final int READERS = 8;
    private static final int IDLE_SECONDS = 30;

    private @Nullable KeyValueRevocationStore opened;

    @Override
    public synchronized RevocationStore open(String name, Duration kept) {
        StoreArn arn = StoreArn.parse(name);
        SdkHttpClient http = UrlConnectionHttpClient.builder().connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(REQUEST_TIMEOUT).build();
        AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        close();
        StoreClient client = new StoreClient(arn, endpoint(arn), new StoreExchange(http, REQUEST_TIMEOUT, timer()), credentials,
                InstantSource.system());
        opened = open(client, kept, InstantSource.system(), TIMEOUT, CLOSING);
        return opened;
    }

    static KeyValueRevocationStore open(StoreClient client, Duration kept, InstantSource clock, Duration timeout,
            Duration closing) {
        StoreEditor editor = new StoreEditor(client, threads(READERS));
        return new KeyValueRevocationStore(client, editor, new ExpiredEntries(client, editor, kept, clock), threads(1),
                threads(1), Executors.newCachedThreadPool(KeyValueRevocationStores::thread), timeout, closing);
    }

    private static URI endpoint(StoreArn arn) {
        return Optional.ofNullable(System.getProperty(ENDPOINT_PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(ENDPOINT_VARIABLE)))
                .map(URI::create).orElse(URI.create("https://" + arn.account() + ".cloudfront-kvs.global.api.aws"));
    }

    static ScheduledExecutorService timer() {
        return Executors.newScheduledThreadPool(0, KeyValueRevocationStores::thread);
    }

    /**
     * Creates threads that end when they are idle.
     */
    private static ExecutorService threads(int number) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(number, number, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), KeyValueRevocationStores::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "cloudfront-signer-revocations");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
