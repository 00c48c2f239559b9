package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import kotlin.coroutines.Continuation;

/**
 * Methods that cannot be signed.
 */
final class MethodMistakes {

    @Unremovable
    @ApplicationScoped
    public static class ReturnTypesOfBeans {

        @SignedResource
        void nothing() {
        }

        @SignedResource
        int number() {
            return 7;
        }

        @SignedResource
        Picture dto() {
            return null;
        }

        @Startup
        @SignedResource
        String begun() {
            return "/a.txt";
        }

        @Outgoing("sent")
        @SignedResource
        Multi<String> sent() {
            return Multi.createFrom().item("/a.txt");
        }

        /** As the Kotlin compiler generates it for a suspend function. */
        @SignedResource
        Object suspending(Continuation<? super String> continuation) {
            return null;
        }

        @SignedResource
        Object object() {
            return "/a.txt";
        }

        @SignedResource
        @SuppressWarnings("rawtypes")
        List raw() {
            return List.of("/a.txt");
        }

        @SignedResource
        <T extends String> T variable() {
            return null;
        }

        @SignedResource
        InputStream stream() {
            return null;
        }

        @SignedResource
        Stream<String> javaStream() {
            return Stream.of("/a.txt");
        }

        @SignedResource
        List<Uni<String>> listOfUnis() {
            return List.of();
        }

        @SignedResource
        Multi<Response> multiOfResponses() {
            return Multi.createFrom().empty();
        }

        @SignedResource
        Uni<Multi<String>> uniOfMulti() {
            return Uni.createFrom().nullItem();
        }

        @SignedResource
        Uni<Void> uniOfNothing() {
            return Uni.createFrom().nullItem();
        }

        @SignedResource
        Map<String, Object> mapOfObjects() {
            return Map.of();
        }

        @SignedResource
        byte[] bytes() {
            return new byte[0];
        }

        @SignedResource
        java.util.Optional<Stream<String>> optionalStream() {
            return java.util.Optional.empty();
        }

        @SignedResource
        Uni<?> anything() {
            return Uni.createFrom().item("/a.txt");
        }
    }

    public record Picture(String url) {
    }

    /** No mistake: it does not run on the event loop. */
    @Path("/virtual")
    @NonBlocking
    public static class VirtualResource {

        @GET
        @RunOnVirtualThread
        @SignedResource
        public List<String> list() {
            return List.of("/a.txt");
        }
    }

    @Path("/albums/{id}")
    public static class Resource {

        @GET
        @Path("{picture: [a-z]+}")
        @SignedResource(resource = "/albums/{id}/{album}")
        public String unknownPlaceholder() {
            return "/a.txt";
        }

        @GET
        @Path("dto")
        @SignedResource
        public RestResponse<Picture> restResponseOfDto() {
            return RestResponse.ok();
        }

        @GET
        @Path("list")
        @NonBlocking
        @SignedResource
        public List<String> nonBlockingList() {
            return List.of("/a.txt");
        }

        @GET
        @Path("granted-list")
        @NonBlocking
        @SignedResource(resource = "/albums/{id}/*")
        public List<String> nonBlockingListWithResource() {
            return List.of("/a.txt");
        }

        @GET
        @Path("lines")
        @RestStreamElementType("text/plain")
        @SignedResource
        public Multi<String> supported() {
            return Multi.createFrom().item("/a.txt");
        }
    }

    @Unremovable
    @ApplicationScoped
    public static class Service {

        @SignedResource(resource = "/albums/{id}/{album}")
        String unknownPlaceholder(String id) {
            return "/a.txt";
        }

        @SignedResource(resource = "/{picture}")
        String pictureInPath(Picture picture) {
            return "/a.txt";
        }

        @SignedResource(resource = "/{id")
        String openBrace(String id) {
            return "/a.txt";
        }

        @SignedResource(resource = "https://{host}/*")
        String placeholderAsHost(String host) {
            return "/a.txt";
        }

        @SignedResource(resource = "/albums?id={id}")
        String placeholderInQuery(String id) {
            return "/a.txt";
        }

        @SignedResource(resource = "/albums/{id}-*")
        String placeholderWithWildcard(String id) {
            return "/a.txt";
        }

        @SignedResource(resource = "/albums/{id}-{number}/*")
        String placeholderWithPlaceholder(String id, int number) {
            return "/a.txt";
        }

        @SignedResource(resource = "https://*/albums/*")
        String anyHost() {
            return "/a.txt";
        }

        @SignedResource(resource = "albums/*")
        String relative() {
            return "/a.txt";
        }

        @SignedResource(resource = "//elsewhere.example/*")
        String networkPath() {
            return "/a.txt";
        }

        @SignedResource(expiresIn = "soon")
        String noDuration() {
            return "/a.txt";
        }

        @SignedResource(expiresIn = "0s")
        String noTime() {
            return "/a.txt";
        }

        @SignedResource(resource = "/{nope}/*", delivery = Delivery.COOKIES)
        void cookies() {
        }

        @SignedResource
        private String hidden() {
            return "/a.txt";
        }

        @SignedResource
        static String ofNoInstance() {
            return new Service().hidden();
        }

        @SignedResource(resource = "/albums/{id}/*", expiresIn = "PT10M")
        String supported(long id) {
            return "/albums/" + id + "/a.txt";
        }
    }

    public static class NoBean {

        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }

    public static class Dto {

        private String url = "/a.txt";

        @SignedResource
        public String url() {
            return url;
        }
    }

    public interface Unimplemented {

        @SignedResource
        String url();
    }

    @SignedResource
    public interface UnimplementedType {

        String url();
    }

    public interface DefaultMethod {

        @SignedResource
        default String url() {
            return "/a.txt";
        }
    }

    @Unremovable
    @ApplicationScoped
    public static class InheritsDefaultMethod implements DefaultMethod {
    }

    public interface DefaultRestMethod {

        @GET
        default String url() {
            return "/a.txt";
        }
    }

    @SignedResource
    @Path("/default")
    public static class DefaultRestResource implements DefaultRestMethod {
    }

    public interface Implemented {

        @SignedResource
        String url();
    }

    public static class ImplementsNothing {

        public String url() {
            return "/a.txt";
        }
    }

    @Unremovable
    @ApplicationScoped
    public static class InheritsImplementation extends ImplementsNothing implements Implemented {
    }

    @Unremovable
    @ApplicationScoped
    public static class ImplementsItself implements Implemented {

        @Override
        public String url() {
            return "/a.txt";
        }
    }
}
