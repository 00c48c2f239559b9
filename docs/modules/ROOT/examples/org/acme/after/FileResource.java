package org.acme.after;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.UrlPath;

@Path("/files/{album}")
public class FileResource {

    @GET
    @Path("/cover")
    @SignedResource // <1>
    public String cover(String album) {
        return folder(album) + "/mirror-lake.svg";
    }

    @GET
    @Path("/preview")
    @SignedResource(expiresIn = "1h") // <2>
    public String preview(String album) {
        return folder(album) + "/mirror-lake.svg";
    }

    @GET
    @Path("/pictures")
    @SignedResource(resource = "/albums/{album}/*") // <3>
    public List<String> pictures(String album) {
        return List.of(folder(album) + "/mirror-lake.svg", folder(album) + "/first%20snow.svg");
    }

    @POST
    @Path("/cookies")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/{album}/*") // <4>
    public void cookies(String album) {
    }

    @GET
    @Path("/download")
    @SignedResource // <5>
    public String download(String album) {
        return Download.attachment("Mirror lake.svg").of(folder(album) + "/mirror-lake.svg");
    }

    private static String folder(String album) {
        return "/albums/" + UrlPath.segment(album);
    }
}
