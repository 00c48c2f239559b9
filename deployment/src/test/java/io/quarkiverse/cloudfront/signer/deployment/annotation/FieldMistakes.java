package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;

import com.fasterxml.jackson.annotation.JsonAnyGetter;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.Multi;

/**
 * Fields that would not be signed.
 */
final class FieldMistakes {

    private static final String JSON_ONLY = "fields are signed in JSON only; have it produce JSON";

    static void assertReported(List<String> problems) {
        assertProblem(problems,
                "Types#number is of type int, which cannot be signed; supported are String, URI and URL, and an "
                        + "Optional, array, Collection, List, Set or Map (its values) of these");
        assertProblem(problems, "Types#objects is of type java.util.List<java.lang.Object>, which cannot be signed; supported");
        assertProblem(problems,
                "Types#constant has @SignedResource, but is static, so it is not written as JSON; annotate an instance field");
        assertProblem(problems, "Types#hidden has @SignedResource, but is not public and does not have a public getter, so "
                + "it is not written as JSON; add a getter, or annotate it with @JsonProperty or @JsonbProperty");
        assertProblem(problems, "Types#unwritten has @SignedResource, but is not public and does not have a public getter");
        assertProblem(problems, "Types#any has @SignedResource and @JsonAnyGetter, whose values cannot be signed; remove one "
                + "of them");
        assertProblem(problems, "Elements#cookies has @SignedResource(delivery = COOKIES), but cookies are set on a whole "
                + "response; set the delivery on the REST method, and remove it here");
        assertProblem(problems, "Elements#path has the resource \"/albums/{id}/*\": {id} is neither {principal} nor a "
                + "{claim.name}, which are the only placeholders for a field; set the resource on the REST method");
        assertProblem(problems, "Elements#relative has the resource \"a/*\": it must be a path that begins with one /, or an "
                + "absolute URL");
        assertProblem(problems,
                "Elements#soon has expiresIn \"soon\", which is not a duration. Use a form such as 15m or PT1H");
        assertProblem(problems, "Elements#twice has @SignedResource twice, with different elements; remove one of them");
        assertProblem(problems,
                "Bean#field has @SignedResource, but FieldMistakes$Bean is a CDI bean, whose fields are "
                        + "not signed; annotate its methods");
        assertProblem(problems, "Bean#picture returns " + FieldMistakes.class.getName() + "$Picture, which cannot be "
                + "signed; its fields with @SignedResource are only signed in the JSON of REST methods and in MCP tools, resources, "
                + "and prompts; remove the annotation here");
        assertProblem(problems, "Resource#xml returns ",
                "which has fields with @SignedResource, but produces application/xml, "
                        + "and " + JSON_ONLY);
        assertProblem(problems, "Resource#textEvents returns ",
                "but streams them as text/plain, and fields are signed in JSON only; have it stream JSON");
        assertProblem(problems, "Resource#publisher returns ", "and whose items could not be signed; return a Multi");
        assertProblem(problems, "Sub#picture returns ",
                "but FieldMistakes$Sub is not a CDI bean, so nothing would be signed; give it a scope such as "
                        + "@RequestScoped, inject it into the class that has the resource locator");
        assertProblem(problems, "DefaultMethods#picture returns ", "but is a default method, which CDI does not intercept; "
                + "override it in the resource class");
        assertThat(problems).hasSize(18);
    }

    private static void assertProblem(List<String> problems, String begin) {
        assertProblem(problems, begin, "");
    }

    private static void assertProblem(List<String> problems, String begin, String... parts) {
        BuildFailureTest.assertProblem(problems, FieldMistakes.class.getName() + "$" + begin, parts);
    }

    public record Picture(@SignedResource String url) {
    }

    public static class Types {
        @SignedResource
        public int number;
        @SignedResource
        public List<Object> objects;
        @SignedResource
        public static String constant = "/a.txt";
        @SignedResource
        private String hidden;
        @SignedResource
        public transient String unwritten;

        @JsonAnyGetter
        @SignedResource
        public Map<String, String> getAny() {
            return Map.of();
        }
    }

    public static class Elements {
        @SignedResource(delivery = Delivery.COOKIES)
        public String cookies;
        @SignedResource(resource = "/albums/{id}/*")
        public String path;
        @SignedResource(resource = "a/*")
        public String relative;
        @SignedResource(expiresIn = "soon")
        public String soon;
        @SignedResource(expiresIn = "1h")
        public String twice;

        @SignedResource(expiresIn = "2h")
        public String getTwice() {
            return twice;
        }
    }

    @Unremovable
    @ApplicationScoped
    public static class Bean {
        @SignedResource
        String field;

        @SignedResource
        public Picture picture() {
            return null;
        }
    }

    @Path("/resource")
    public static class Resource {

        @GET
        @Path("xml")
        @Produces(MediaType.APPLICATION_XML)
        public Picture xml() {
            return null;
        }

        @GET
        @Path("text-events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @RestStreamElementType(MediaType.TEXT_PLAIN)
        public Multi<Picture> textEvents() {
            return null;
        }

        @GET
        @Path("publisher")
        public Flow.Publisher<Picture> publisher() {
            return null;
        }

        @Path("sub")
        public Sub sub() {
            return new Sub();
        }
    }

    public static class Sub {

        @GET
        @Path("picture")
        public Picture picture() {
            return null;
        }
    }

    public interface DefaultMethods {

        @GET
        @Path("picture")
        default Picture picture() {
            return null;
        }
    }

    @Path("/default")
    public static class DefaultResource implements DefaultMethods {
    }
}
