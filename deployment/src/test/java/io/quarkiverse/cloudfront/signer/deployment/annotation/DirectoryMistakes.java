package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * Links whose policy is not that of exactly one directory.
 */
final class DirectoryMistakes {

    static void assertReported(List<String> problems) {
        String resource = " - " + Resource.class.getName();
        String mistake = ", which is not exactly one directory; use one that ends in /* and has no other wildcard or semicolon, "
                + "such as /reports/{id}/*";
        assertThat(problems).containsExactlyInAnyOrder(
                resource + "#noResource has content = DIRECTORY and no resource; set a resource that covers the directory, such "
                        + "as /reports/{id}/*",
                resource + "#begin has content = DIRECTORY and the resource \"/reports/7*\"" + mistake,
                resource + "#wildcard has content = DIRECTORY and the resource \"/*/reports/{id}/*\"" + mistake,
                resource + "#cookies has content = DIRECTORY, which is for URLs, and delivery = COOKIES; leave one of them out",
                resource + "#report returns " + Report.class.getName()
                        + "#page, which has content = DIRECTORY and no resource. "
                        + "In the @SignedResource of the method, set a resource that covers the directory, such as "
                        + "/reports/{id}/*");
    }

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
