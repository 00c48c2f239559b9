package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * For any graph of objects, the response equals one in which each URL is signed by hand. Paths distinguish signed fields from
 * values that only look like them.
 */
@QuarkusTest
class FieldGraphsTest {

    private static final int GRAPHS = 100;

    @Test
    void randomObjectGraph_isSignedAsByHand() throws Exception {
        long first = new Random().nextLong();
        ObjectMapper mapper = new ObjectMapper();
        int links = 0;
        for (long seed = first; seed < first + GRAPHS; seed++) {
            String unsigned = given().queryParam("seed", seed).get("/graphs/unsigned").then().statusCode(200).extract()
                    .asString();
            JsonNode byHand = mapper.readTree(given().queryParam("seed", seed).get("/graphs/by-hand").asString());
            for (String method : List.of("typed", "uni", "object")) {
                String body = given().queryParam("seed", seed).get("/graphs/" + method).asString();
                assertThat(body).as("seed %d, %s", seed, method).doesNotContain("\"/private/");
                assertThat(mapper.readTree(body)).as("seed %d, %s", seed, method).isEqualTo(byHand);
            }
            links += unsigned.split("\"/private/", -1).length - 1;
        }
        assertThat(links).as("links from seed %d", first).isGreaterThan(GRAPHS);
    }

    public interface Node {
    }

    public record Leaf(String title, @SignedResource(signer = "steady") URI image,
            @SignedResource(signer = "steady") List<String> more) implements Node {
    }

    public static class Fields implements Node {
        @SignedResource(signer = "steady")
        public String link;
        public String other;
        public List<Node> nodes = new ArrayList<>();
        public Map<String, Node> byName = new LinkedHashMap<>();
    }

    public static class Getters implements Node {
        @SignedResource(signer = "steady")
        private Map<String, URI> links = new LinkedHashMap<>();
        private Node[] nodes = {};
        private Optional<Node> maybe = Optional.empty();

        public Map<String, URI> getLinks() {
            return links;
        }

        public Node[] getNodes() {
            return nodes;
        }

        public Optional<Node> getMaybe() {
            return maybe;
        }
    }

    public static class Sub extends Fields {
        @SignedResource(signer = "steady")
        public String[] array;
    }

    public record Box<T>(T content, Object any, String link) implements Node {
    }

    /**
     * Creates the same graph from the same seed.
     */
    static final class Graphs {

        private final Random random;

        Graphs(long seed) {
            random = new Random(seed);
        }

        Node node(int depth) {
            return switch (depth == 0 ? 0 : random.nextInt(5)) {
                case 0 -> new Leaf("leaf", maybe() ? null : URI.create(link()), links());
                case 1 -> fields(new Fields(), depth);
                case 2 -> getters(depth);
                case 3 -> sub(depth);
                default -> new Box<>(node(depth - 1), random.nextBoolean() ? node(depth - 1) : "/public/any.jpg",
                        "/public/box.jpg");
            };
        }

        private Node fields(Fields fields, int depth) {
            fields.link = maybe() ? null : link();
            fields.other = "/public/other.jpg";
            for (int i = random.nextInt(3); i > 0; i--) {
                fields.nodes.add(node(depth - 1));
                fields.byName.put("n" + i, node(depth - 1));
            }
            return fields;
        }

        private Node sub(int depth) {
            Sub sub = new Sub();
            sub.array = links().toArray(String[]::new);
            return fields(sub, depth);
        }

        private Node getters(int depth) {
            Getters getters = new Getters();
            for (String link : links()) {
                getters.links.put("l" + getters.links.size(), URI.create(link));
            }
            if (maybe()) {
                getters.nodes = new Node[] { node(depth - 1), null };
            }
            getters.maybe = maybe() ? Optional.of(node(depth - 1)) : Optional.empty();
            return getters;
        }

        private List<String> links() {
            List<String> links = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                links.add(link());
            }
            return links;
        }

        private String link() {
            return "/private/" + random.nextInt(1000) + ".jpg";
        }

        private boolean maybe() {
            return random.nextInt(3) == 0;
        }
    }

    @PermitAll
    @Path("/graphs")
    public static class Resource {

        private final CloudFrontSigner signer;
        private final ObjectMapper mapper;

        Resource(@SignerName("steady") CloudFrontSigner signer, ObjectMapper mapper) {
            this.signer = signer;
            this.mapper = mapper;
        }

        @GET
        @Path("typed")
        public Node typed(@QueryParam("seed") long seed) {
            return new Graphs(seed).node(4);
        }

        @GET
        @Path("uni")
        public Uni<Node> uni(@QueryParam("seed") long seed) {
            return Uni.createFrom().item(() -> new Graphs(seed).node(4));
        }

        @GET
        @Path("object")
        public Object object(@QueryParam("seed") long seed) {
            return new Graphs(seed).node(4);
        }

        /**
         * If the application itself uses the mapper, fields have their plain values.
         */
        @GET
        @Path("unsigned")
        public String unsigned(@QueryParam("seed") long seed) throws Exception {
            return mapper.writeValueAsString(new Graphs(seed).node(4));
        }

        @GET
        @Path("by-hand")
        public String byHand(@QueryParam("seed") long seed) throws Exception {
            return mapper.writeValueAsString(signed(mapper.valueToTree(new Graphs(seed).node(4))));
        }

        private JsonNode signed(JsonNode node) {
            if (node instanceof ObjectNode object) {
                object.fieldNames().forEachRemaining(name -> object.set(name, signed(object.get(name))));
            } else if (node instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, signed(array.get(i)));
                }
            } else if (node.isTextual() && node.textValue().startsWith("/private/")) {
                return mapper.getNodeFactory().textNode(signer.sign(node.textValue()).toString());
            }
            return node;
        }
    }
}
