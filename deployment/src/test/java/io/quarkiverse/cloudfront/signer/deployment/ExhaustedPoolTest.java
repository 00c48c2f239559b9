package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.path.json.JsonPath;

/**
 * Batches complete even if all threads of the worker pool sign batches themselves, so that none is left to help.
 */
@Tag("nightly")
class ExhaustedPoolTest {

    private static final int REQUESTS = 12;
    private static final int COUNT = 40;

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, TestOrigin.class))
            .overrideConfigKey("quarkus.thread-pool.core-threads", "2")
            .overrideConfigKey("quarkus.thread-pool.max-threads", "2")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void batchesOnAnExhaustedPool_complete() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String base = "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            answers.add(client.sendAsync(HttpRequest.newBuilder(URI.create(base + "/exhausted")).build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            List<String> signed = JsonPath.from(answer.get(60, TimeUnit.SECONDS).body()).getList("$");
            assertThat(signed).hasSize(COUNT);
            for (int i = 0; i < COUNT; i++) {
                assertThat(signed.get(i)).contains("/a.txt?n=" + i + "&Expires=");
            }
            given().urlEncodingEnabled(false).get(signed.get(COUNT - 1)).then().statusCode(200);
        }
    }

    @Path("/exhausted")
    @PermitAll
    public static class Resource {

        @GET
        @SignedResource
        public List<String> pictures() {
            return IntStream.range(0, COUNT).mapToObj(i -> "/a.txt?n=" + i).toList();
        }
    }
}
