package io.quarkiverse.cloudfront.signer.runtime.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/** In front of an application with two tenants of quarkus-oidc and a gate. What it passes on is answered with status 204. */
class IntentFilterTest {

    private static final int PASSED_ON = 204;
    private static final int REFUSED = 409;
    private static final String SESSION = "q_session";

    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().handler(new IntentFilter(List.of("/gate"), new SmallRyeConfigBuilder().withSources(
                new PropertiesConfigSource(Map.of("quarkus.oidc.logout.path", "/bye", "quarkus.oidc.shop.logout.path",
                        "/shop/bye", "quarkus.oidc.logout.frontchannel.path", "/front",
                        "quarkus.oidc.shop.logout.frontchannel.path", "/shop/bye",
                        "quarkus.oidc.authentication.redirect-path", "/callback"), "test", 250))
                .build()));
        router.route().handler(context -> context.response().setStatusCode(PASSED_ON).end());
        server = vertx.createHttpServer().requestHandler(router).listen(0, "localhost").toCompletionStage()
                .toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static HttpResponse<Void> send(String method, String path, String cookie, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path))
                .version(HttpClient.Version.HTTP_1_1).method(method, HttpRequest.BodyPublishers.noBody());
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie + "=x");
        }
        return HttpClient.newHttpClient().send(request.headers(headers).build(), HttpResponse.BodyHandlers.discarding());
    }

    private static int foreign(String path, String cookie) throws Exception {
        return send("GET", path, cookie, "Sec-Fetch-Site", "cross-site").statusCode();
    }

    /** quarkus-oidc compares the path as it was sent, and routes ignore a slash at the end. */
    @ParameterizedTest
    @ValueSource(strings = { "/bye", "/bye?x=1", "/bye/", "//bye", "/x/../bye", "/%62ye", "/shop/bye", "/gate/logout",
            "/gate/logout/", "/front" })
    void logoutOfAnotherSite_isRefused(String path) throws Exception {
        for (String cookie : List.of(SESSION, "q_session_shop", "q_session_chunk_1", "q_cloudfront_0a")) {
            assertThat(foreign(path, cookie)).as(cookie).isEqualTo(REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "POST", "PUT", "OPTIONS" })
    void logoutOfAnotherSite_isRefusedWithEachMethod(String method) throws Exception {
        HttpResponse<Void> response = send(method, "/bye", SESSION, "Sec-Fetch-Site", "cross-site");

        assertThat(response.statusCode()).isEqualTo(REFUSED);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    /** Older browsers only name the origin of forms. */
    @ParameterizedTest
    @CsvSource({ "https://evil.example, 409", "null, 409", "http://localhost, 409", "http://other.localhost:PORT, 409",
            "http://localhost:PORT, 204", "https://localhost:PORT, 204" })
    void origin_isComparedWithTheHost(String origin, int status) throws Exception {
        String sent = origin.replace("PORT", String.valueOf(server.actualPort()));

        assertThat(send("POST", "/bye", SESSION, "Origin", sent).statusCode()).isEqualTo(status);
        assertThat(send("POST", "/bye", SESSION, "Origin", sent, "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(PASSED_ON);
    }

    @ParameterizedTest
    @ValueSource(strings = { "same-origin", "same-site", "none" })
    void logoutOfTheSite_isPassedOn(String site) throws Exception {
        assertThat(send("GET", "/bye", SESSION, "Sec-Fetch-Site", site).statusCode()).isEqualTo(PASSED_ON);
    }

    /** A provider leads back after the session has ended. */
    @ParameterizedTest
    @ValueSource(strings = { "", "q_post_logout", "q_cloudfront_mark", "other" })
    void logoutOfAnotherSiteWithoutSession_isPassedOn(String cookie) throws Exception {
        assertThat(foreign("/gate/logout", cookie)).isEqualTo(PASSED_ON);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/callback?state=S&code=C", "/gate/login?return=/a", "/byebye", "/bye/x" })
    void otherPage_isOpenForOtherSites(String path) throws Exception {
        assertThat(foreign(path, SESSION)).isEqualTo(PASSED_ON);
    }

    /** quarkus-oidc ends any session if it is not named. */
    @ParameterizedTest
    @CsvSource({ "iss=I&sid=S, 204", "iss=I, 409", "sid=S, 409", "iss=I&sid=S&sid=T, 409", "iss=I&iss=J&sid=S, 409" })
    void frontChannelLogout_namesTheSession(String query, int status) throws Exception {
        assertThat(foreign("/front?" + query, SESSION)).isEqualTo(status);
        for (String site : List.of("same-origin", "none")) {
            assertThat(send("GET", "/front?" + query, SESSION, "Sec-Fetch-Site", site).statusCode()).as(site).isEqualTo(status);
        }
        assertThat(foreign("/shop/bye?" + query, SESSION)).as("a path of both logouts").isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({ "Sec-Purpose, prefetch", "Sec-Purpose, prefetch;prerender", "Sec-Purpose, prefetch;anonymous-client-ip",
            "Purpose, prefetch", "purpose, PREFETCH", "X-Moz, prefetch", "X-Purpose, preview" })
    void preparation_isPostponed(String header, String value) throws Exception {
        for (String path : List.of("/bye", "/bye/", "//bye", "/x/../bye", "/%62ye", "/front", "/callback", "/gate/renew")) {
            assertThat(send("GET", path, SESSION, header, value).statusCode()).as(path).isEqualTo(503);
        }
        assertThat(send("GET", "/bye", SESSION, header, "other", header, value).statusCode()).isEqualTo(503);
        assertThat(send("GET", "/", SESSION, header, value).statusCode()).isEqualTo(PASSED_ON);
    }

    @ParameterizedTest
    @CsvSource({ "Sec-Purpose, ''", "Purpose, navigate", "X-Moz, livebookmarks", "Sec-Fetch-Purpose, prefetch" })
    void otherHeader_isNotAPreparation(String header, String value) throws Exception {
        assertThat(send("GET", "/bye", SESSION, header, value).statusCode()).isEqualTo(PASSED_ON);
    }

    @ParameterizedTest
    @CsvSource({ "/bye, 200", "/front, 200", "/gate/logout, 200", "/gate/login, 204" })
    void head_logsNobodyOut(String path, int status) throws Exception {
        assertThat(send("HEAD", path, SESSION, "Accept", "*/*").statusCode()).isEqualTo(status);
    }
}
