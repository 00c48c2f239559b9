package io.quarkiverse.cloudfront.signer.everything;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.mcp.server.ResourceLink;
import io.quarkiverse.mcp.server.Tool;

/**
 * Tools for agents, whose answers sign.
 */
@SignedResource
public class Tools {

    @Tool(description = "A link to a picture")
    ResourceLink link() {
        return new ResourceLink(Gallery.PICTURE, "Lake");
    }

    @Tool(description = "The URL of a picture")
    String address() {
        return Gallery.PICTURE;
    }

    @Tool(description = "A picture with its title", structuredContent = true)
    Photo photo() {
        return new Photo("Lake", Gallery.PICTURE);
    }
}
