package org.acme.films;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.mcp.server.ResourceLink;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;

@SignedResource // <1>
public class FilmTools {

    public record Film(String title, @SignedResource String url) { // <2>
    }

    public record Found(List<Film> films) {
    }

    private static final List<Film> FILMS = List.of(new Film("Dawn", "/films/dawn.txt"), new Film("Dusk", "/films/dusk.txt"));

    @Tool(description = "Finds films by a part of their title", structuredContent = true)
    Found search(@ToolArg(description = "a part of the title") String title) {
        return new Found(matching(title).toList());
    }

    @Tool(description = "A link to a film, which expires soon. Call this tool again for a new one")
    ResourceLink watch(@ToolArg(description = "a part of the title") String title) {
        Film film = matching(title).findFirst().orElseThrow(() -> new ToolCallException("No film has this title"));
        return new ResourceLink(film.url(), film.title()); // <3>
    }

    @Tool(description = "The URLs of all films")
    List<String> all() {
        return FILMS.stream().map(Film::url).toList();
    }

    private static Stream<Film> matching(String title) {
        return FILMS.stream().filter(film -> film.title().toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT)));
    }
}
