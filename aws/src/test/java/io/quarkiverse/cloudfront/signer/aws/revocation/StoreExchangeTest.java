package io.quarkiverse.cloudfront.signer.aws.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A timer that is not cancelled keeps each request in memory, and aborts it again and again. */
class StoreExchangeTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    @BeforeEach
    void removeCancelledTasks() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
        http.close();
    }

    private StoreExchange.Answer send(URI endpoint) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(endpoint).build();
        return new StoreExchange(http, TIMEOUT, timer).send(HttpExecuteRequest.builder().request(request).build(),
                TestStores.later());
    }

    @Test
    void answeredRequest_leavesNoTimer() throws IOException {
        try (BadStore store = new BadStore(BadStore.of(200, "{}"))) {
            assertThat(send(store.endpoint()).body()).isEqualTo("{}");
        }
        assertThat(timer.getQueue()).isEmpty();
    }

    /** Otherwise, the page is not JSON, and a store with many ended logins is never cleaned up. */
    @Test
    void pageWithTheLongestValues_isReadToItsEnd() throws IOException {
        String page = "x".repeat(StoreClient.MOST_ENTRIES * 1500);
        try (BadStore store = new BadStore(BadStore.of(200, page))) {
            assertThat(send(store.endpoint()).body()).isEqualTo(page);
        }
    }

    @Test
    void failedRequest_leavesNoTimer() throws IOException {
        try (BadStore store = new BadStore((out, request) -> {
        })) {
            assertThatThrownBy(() -> send(store.endpoint())).isInstanceOf(IOException.class);
        }
        assertThat(timer.getQueue()).isEmpty();
    }

    /** A request that is still connecting does not notice the first attempt. */
    @Test
    void requestThatConnectsSlowly_isAbortedAgain() {
        CountDownLatch aborts = new CountDownLatch(2);
        SdkHttpClient connecting = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        try {
                            assertThat(aborts.await(20, TimeUnit.SECONDS)).as("aborted again").isTrue();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        throw new IOException("aborted");
                    }

                    @Override
                    public void abort() {
                        aborts.countDown();
                    }
                };
            }

            @Override
            public void close() {
                // it does not have any connections
            }
        };

        assertThatThrownBy(() -> new StoreExchange(connecting, Duration.ofMillis(10), timer).send(null, TestStores.later()))
                .isInstanceOf(SocketTimeoutException.class);
    }
}
