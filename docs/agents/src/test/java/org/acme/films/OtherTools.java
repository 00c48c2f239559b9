package org.acme.films;

import java.net.URI;
import java.util.List;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.mcp.server.ResourceLink;
import io.quarkiverse.mcp.server.Tool;
import io.smallrye.mutiny.Uni;

@SignedResource
public class OtherTools {

    @Tool(description = "The URL of a film")
    String url() {
        return "/films/dawn.txt";
    }

    @Tool(description = "The URL of a film, later")
    Uni<URI> later() {
        return Uni.createFrom().item(URI.create("/films/dawn.txt"));
    }

    @Tool(description = "Links to films")
    List<ResourceLink> links() {
        return List.of(new ResourceLink("/films/dawn.txt", "Dawn"), new ResourceLink("/films/dusk.txt", "Dusk"));
    }

    @Tool(description = "A film, later", structuredContent = true)
    Uni<FilmTools.Film> filmLater() {
        return Uni.createFrom().item(new FilmTools.Film("Dawn", "/films/dawn.txt"));
    }
}
