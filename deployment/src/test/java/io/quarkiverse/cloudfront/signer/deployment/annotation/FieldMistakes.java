package io.quarkiverse.cloudfront.signer.deployment.annotation;

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
