package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Objects with signed fields that the build cannot see in the results of a GraphQL API. These results do not contain the
 * fields.
 */
@Tag("nightly")
class GraphQLFieldsTest {

    private static final String SECRET = "/secret.txt";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Photo.class, Api.class, Envelope.class))
            .overrideConfigKey("quarkus.smallrye-graphql.extra-scalars", "object")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    /**
     * SmallRye GraphQL does not answer at all if a value of this kind cannot be written.
     */
    @ParameterizedTest
    @ValueSource(strings = { "{object}", "{list}", "{later}", "{envelope{content}}", "{map}", "{json}" })
    void objectWithSignedField_isNotReturned(String query) throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            CompletableFuture<String> answer = ask(query);
            await().atMost(60, TimeUnit.SECONDS).until(() -> answer.isDone() || log.text().contains("cannot be signed"));

            assertThat(log.text()).contains("GraphQLFieldsTest$Photo", "cannot be signed here");
            assertThat(answer.getNow("")).doesNotContain(SECRET, "\"url\"");
            answer.cancel(true);
        }
    }

    private static CompletableFuture<String> ask(String query) {
        return HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}")).build(),
                HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    public record Photo(@SignedResource String url) {

        static Photo secret() {
            return new Photo(SECRET);
        }
    }

    public record Envelope(Object content) {
    }

    @GraphQLApi
    public static class Api {

        private final ObjectMapper mapper;

        Api(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @Query
        public Object object() {
            return Photo.secret();
        }

        @Query
        public List<Object> list() {
            return List.of("first", Photo.secret());
        }

        @Query
        public Uni<Object> later() {
            return Uni.createFrom().item(Photo.secret());
        }

        @Query
        public Envelope envelope() {
            return new Envelope(Photo.secret());
        }

        @Query
        public Object map() {
            return Map.of("photo", Photo.secret());
        }

        @Query
        public String json() throws JsonProcessingException {
            return mapper.writeValueAsString(Photo.secret());
        }
    }
}
