package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Fields are signed in the JSON of REST methods. Other operations must not return objects that have signed fields.
 */
@Tag("nightly")
class FieldOperationsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Api.class, Socket.class, Album.class, Photo.class))
            .assertException(FieldOperationsTest::assertReport);

    private static void assertReport(Throwable failure) {
        List<String> problems = failure.getMessage().lines().filter(line -> line.startsWith(" - ")).toList();
        String photo = Photo.class.getName();
        assertThat(problems).containsExactlyInAnyOrder(
                problem("Api#query returns " + photo),
                problem("Api#mutation returns java.util.List<" + photo + ">"),
                problem("Api#subscription returns io.smallrye.mutiny.Multi<" + photo + ">"),
                problem("Api#cover returns " + photo),
                problem("Socket#greet returns " + photo),
                problem("Socket#answer returns io.smallrye.mutiny.Uni<" + photo + ">"));
    }

    private static String problem(String begin) {
        return " - " + FieldOperationsTest.class.getName() + "$" + begin + ", which has fields with @SignedResource, but they "
                + "are only signed in the responses of REST methods; return an object without such fields, or sign its URLs "
                + "with a CloudFrontSigner";
    }

    @Test
    void invalidOperation_failsTheBuild() {
        fail("the build was to fail");
    }

    public record Photo(@SignedResource String image) {
    }

    public record Album(String title) {
    }

    @GraphQLApi
    public static class Api {

        @Query
        public Photo query() {
            return null;
        }

        @Query
        public Album album() {
            return null;
        }

        @Mutation
        public List<Photo> mutation() {
            return List.of();
        }

        @Subscription
        public Multi<Photo> subscription() {
            return Multi.createFrom().empty();
        }

        public Photo cover(@Source Album album) {
            return null;
        }
    }

    @WebSocket(path = "/socket")
    public static class Socket {

        @OnOpen
        public Photo greet() {
            return null;
        }

        @OnTextMessage
        public Uni<Photo> answer(String message) {
            return null;
        }
    }
}
