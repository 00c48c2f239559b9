package io.quarkiverse.cloudfront.signer.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

class ResponseHeadTest {

    private final List<String> calls = new ArrayList<>();
    private Vertx vertx;
    private Router router;
    private HttpServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        router = Router.router(vertx);
        server = vertx.createHttpServer().requestHandler(router).listen(0).toCompletionStage().toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS).join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private HttpResponse<String> get() throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + "/")).build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 204, 304 })
    void workThatThrows_makesTheResponseAnError(int status) throws Exception {
        router.route().handler(context -> {
            ResponseHead.beforeSending(context, () -> calls.add("earlier"));
            ResponseHead.beforeSending(context, () -> {
                throw new IllegalStateException("cannot read the receipts");
            });
            context.response().setStatusCode(status).putHeader("Cache-Control", "max-age=600").end();
        });

        try (LogCapture log = new LogCapture(ResponseHead.class)) {
            HttpResponse<String> response = get();

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.headers().allValues("Cache-Control")).containsExactly("private, no-store");
            assertThat(calls).containsExactly("earlier");
            assertThat(log.take())
                    .containsExactly("ERROR The head of a response could not be completed, so its status was changed to 500");
        }
    }

    @ParameterizedTest
    @CsvSource({ "204, 0", "205, 0", "304, 0", "200, ", "303, " })
    void errorInsteadOfAResponseWithoutContent_hasAKnownLength(int status, String length) {
        Exchange exchange = new Exchange().begin(status);

        assertThat(ResponseHead.isWithoutContent(exchange.context().response())).isEqualTo(length != null);
        ResponseHead.fail(exchange.context().response());

        assertThat(exchange.status()).isEqualTo(500);
        assertThat(exchange.header("Content-Length")).isEqualTo(length);
    }

    @Test
    void work_isDoneInReverseOrder() throws Exception {
        router.route().handler(context -> {
            ResponseHead.beforeSending(context, () -> calls.add("first"));
            ResponseHead.beforeSending(context, () -> calls.add("second"));
            context.end("page");
        });

        assertThat(get().body()).isEqualTo("page");
        assertThat(calls).containsExactly("second", "first");
    }
}
