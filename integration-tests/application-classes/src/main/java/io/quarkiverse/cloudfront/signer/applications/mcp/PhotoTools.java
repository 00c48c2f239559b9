package io.quarkiverse.cloudfront.signer.applications.mcp;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;
import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.ResourceTemplate;
import io.quarkiverse.mcp.server.Tool;
import io.smallrye.mutiny.Uni;

/** Methods of an MCP server that return DTOs, without the annotation and with it. */
public class PhotoTools {

    public record Found(String words, List<Photo> photos) {
    }

    @Tool(description = "A photo")
    Photo field() {
        return new Photo(1, PICTURE);
    }

    @Tool(description = "A photo for some")
    @RolesAllowed("admin")
    Photo fieldForAdmins() {
        return new Photo(1, PICTURE);
    }

    @Tool(description = "Photos")
    List<Photo> list() {
        return List.of(new Photo(1, PICTURE));
    }

    @Tool(description = "Photos, later")
    Uni<Found> wrapped() {
        return Uni.createFrom().item(structured());
    }

    @Tool(description = "Photos, in a form for programs", structuredContent = true)
    Found structured() {
        return new Found("all", list());
    }

    @Resource(uri = "photo://first")
    Photo resource() {
        return new Photo(1, PICTURE);
    }

    @ResourceTemplate(uriTemplate = "photo://{id}")
    Photo template(String id) {
        return new Photo(Integer.parseInt(id), PICTURE);
    }

    @Prompt(description = "Asks for a review of a photo")
    Photo prompt() {
        return new Photo(1, PICTURE);
    }

    @dev.langchain4j.agent.tool.Tool("A photo, by the annotation of another library")
    Photo other() {
        return new Photo(1, PICTURE);
    }

    @Tool(description = "A signed photo")
    @SignedResource
    Photo signed() {
        return new Photo(1, PICTURE);
    }

    @Tool(description = "A title")
    String title() {
        return "Dawn";
    }
}
