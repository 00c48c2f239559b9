package io.quarkiverse.cloudfront.signer.deployment.annotation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * Links whose policy is not that of exactly one directory.
 */
final class DirectoryMistakes {

    public record Report(@SignedResource(content = Content.DIRECTORY) String page) {
    }

    @Path("/reports")
    public static class Resource {

        @GET
        @Path("noResource")
        @SignedResource(content = Content.DIRECTORY)
        public String noResource() {
            return "";
        }

        @GET
        @Path("begin")
        @SignedResource(content = Content.DIRECTORY, resource = "/reports/7*")
        public String begin() {
            return "";
        }

        @GET
        @Path("wildcard/{id}")
        @SignedResource(content = Content.DIRECTORY, resource = "/*/reports/{id}/*")
        public String wildcard() {
            return "";
        }

        @GET
        @Path("cookies")
        @SignedResource(content = Content.DIRECTORY, resource = "/reports/*", delivery = Delivery.COOKIES)
        public void cookies() {
        }

        @GET
        @Path("report")
        public Report report() {
            return null;
        }

        @GET
        @Path("good/{id}")
        @SignedResource(content = Content.DIRECTORY, resource = "/reports/{id}/*")
        public String good() {
            return "";
        }

        @GET
        @Path("goodReport/{id}")
        @SignedResource(resource = "/reports/{id}/*")
        public Report goodReport() {
            return null;
        }
    }
}
