package org.acme.films;

import java.net.URI;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import io.quarkiverse.mcp.server.PromptResponseEncoder;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.ResourceLink;
import io.quarkiverse.mcp.server.ResourceTemplate;
import io.quarkiverse.mcp.server.Tool;
import io.smallrye.mutiny.Uni;

@SignedResource
public class OtherTools {

    public record Review(@SignedResource(content = Content.TEXT) String text) {
    }

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String distribution;

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

    @Tool(description = "A film of the user")
    @SignedResource(resource = "/films/{claim.sub}/{album}/*")
    String own(String album) {
        return album.equals("none") ? "/secret.txt" : "/films/agent/" + album + "/dawn.txt";
    }

    @Resource(uri = "film://first")
    String first() {
        return "/films/dawn.txt";
    }

    @Resource(uri = "film://all")
    List<FilmTools.Film> films() {
        return List.of(new FilmTools.Film("Dawn", "/films/dawn.txt"), new FilmTools.Film("Dusk", "/films/dusk.txt"));
    }

    @ResourceTemplate(uriTemplate = "film://titles/{title}")
    Uni<FilmTools.Film> film(String title) {
        return Uni.createFrom().item(new FilmTools.Film(title, "/films/" + title + ".txt"));
    }

    @Prompt(description = "Asks for a review of a film")
    FilmTools.Film review() {
        return new FilmTools.Film("Dawn", "/films/dawn.txt");
    }

    @Singleton
    public static class Reviews implements PromptResponseEncoder<FilmTools.Film> {

        @Override
        public boolean supports(Class<?> type) {
            return type == FilmTools.Film.class;
        }

        @Override
        public PromptResponse encode(FilmTools.Film film) {
            return PromptResponse.withMessages(PromptMessage.withUserRole(film.url()));
        }
    }

    @Tool(description = "A film that cookies open", structuredContent = true)
    @SignedResource(resource = "/films/*", delivery = Delivery.COOKIES)
    FilmTools.Film opened() {
        return new FilmTools.Film("Dawn", "/films/dawn.txt");
    }

    @Tool(description = "A page about a film")
    @SignedResource(resource = "/films/*", content = Content.MARKUP)
    String page() {
        return "<a href=\"" + distribution + "/films/dawn.txt\">Dawn</a>";
    }

    @Tool(description = "A review of a film", structuredContent = true)
    @SignedResource(resource = "/films/*")
    Review criticism() {
        return new Review("Watch " + distribution + "/films/dusk.txt !");
    }

    @Tool(description = "A film, later", structuredContent = true)
    Uni<FilmTools.Film> filmLater() {
        return Uni.createFrom().item(new FilmTools.Film("Dawn", "/films/dawn.txt"));
    }
}
