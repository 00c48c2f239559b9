package io.quarkiverse.cloudfront.signer.applications.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an application can have, as files. Lines that end with {@code // signed} or {@code // plain} are only there in that
 * state.
 */
enum Feature {

    URL("""
            @Path("url")
            public class Url {

                @GET
                @SignedResource // signed
                public String url() {
                    return "/a.txt";
                }
            }
            """),
    FIELDS("""
            @Path("fields")
            @Produces("application/json")
            public class Fields {

                public static class Photo {
                    @SignedResource // signed
                    public String url = "/a.txt";
                    public String title = "a";
                }

                @GET
                public List<Photo> photos() {
                    return List.of(new Photo());
                }

                @POST
                @Consumes("application/json")
                @Produces("text/plain")
                public String title(Photo photo) {
                    return photo.title;
                }
            }
            """),
    /** JSON-B has a serializer for each annotation with different elements. */
    ALBUM_FIELDS("""
            @Path("album-fields")
            @Produces("application/json")
            public class AlbumFields {

                public static class Album {
                    private final String cover;

                    public Album(String cover) {
                        this.cover = cover;
                    }

                    @SignedResource(expiresIn = "10m", resource = "/*") // signed
                    public String getCover() {
                        return cover;
                    }
                }

                @GET
                public Album album() {
                    return new Album("/a.txt");
                }
            }
            """),
    COOKIES("""
            @Path("cookies")
            public class Cookies {

                @GET
                @SignedResource(resource = "/*", delivery = Delivery.COOKIES) // signed
                public String cookies() {
                    return "/a.txt";
                }
            }
            """),
    PLAYLIST("""
            @Path("playlist")
            public class Playlist {

                @GET
                @Produces("application/vnd.apple.mpegurl")
                @SignedResource(resource = "/*") // signed
                public String playlist() {
                    return "#EXTM3U\\n#EXTINF:2,\\n/a.txt\\n";
                }
            }
            """),
    STATIC_PLAYLIST("""
            @Path("static-playlist")
            public class StaticPlaylist {

                @GET
                @SignedResource(resource = "/*", content = io.quarkiverse.cloudfront.signer.Content.STATIC_PLAYLIST) // signed
                public String playlist() {
                    return "/a.m3u8";
                }
            }
            """),
    TEMPLATE("""
            @Path("template")
            public class TemplateResource {

                @Inject
                io.quarkus.qute.Template walk;

                @GET
                public io.quarkus.qute.TemplateInstance page() {
                    return walk.instance();
                }
            }
            """, "resources/templates/walk.txt", "{cloudfront:url('/a.txt')}\n", "/a.txt\n"),
    DEFAULT_SIGNER("""
            @Path("default-signer")
            public class DefaultSigner {

                @Inject // signed
                CloudFrontSigner signer; // signed

                @GET
                public String url() {
                    return signer.sign("/a.txt"); // signed
                    return "/a.txt"; // plain
                }
            }
            """),
    NAMED_SIGNER("""
            @Path("named-signer")
            public class NamedSigner {

                @SignerName("films") // signed
                CloudFrontSigner signer; // signed

                @GET
                public String url() {
                    return signer.sign("/a.txt"); // signed
                    return "/a.txt"; // plain
                }
            }
            """),
    TENANTS("""
            @Path("tenants")
            public class Tenants {

                @GET
                @SignedResource(signer = "tenants") // signed
                public String url() {
                    return "/a.txt";
                }
            }
            """),
    CLAIMS("""
            @Path("claims")
            public class Claims {

                @GET
                @SignedResource(resource = "/{claim.tenant}/*") // signed
                public String url() {
                    return "/acme/a.txt";
                }
            }
            """),
    CACHED("""
            @Path("cached")
            public class Cached {

                @GET
                @io.quarkus.cache.CacheResult(cacheName = "cached")
                @SignedResource // signed
                public String url() {
                    return "/a.txt";
                }
            }
            """),
    TOOL("""
            public class FilmTool {

                @io.quarkiverse.mcp.server.Tool(description = "a film")
                @SignedResource // signed
                String film() {
                    return "/a.txt";
                }
            }
            """),
    TOOL_FIELDS("""
            public class FilmsTool {

                public record Film(
                    @SignedResource // signed
                    String url) {
                }

                @io.quarkiverse.mcp.server.Tool(description = "films", structuredContent = true)
                @SignedResource // signed
                Film films() {
                    return new Film("/a.txt");
                }
            }
            """),
    MARKS(Map.of("quarkus.cloudfront-signer.marks.enabled", "true")),
    TENANT_DOMAINS(Map.of("quarkus.cloudfront-signer.\"tenants\".url", "https://{claim.tenant}.media.example.com")),
    GATE(Map.of("quarkus.cloudfront-signer.gate.resource", "/*"));

    enum State {
        ABSENT,
        PLAIN,
        SIGNED
    }

    private static final String HEAD = """
            package org.acme;

            import java.util.List;

            import jakarta.inject.Inject;
            import jakarta.ws.rs.*;

            import io.quarkiverse.cloudfront.signer.*;

            """;
    private static final Pattern TYPE = Pattern.compile("public class (\\w+)");

    private final String source;
    private final String resource;
    private final Map<State, String> contents;
    private final Map<String, String> properties;

    Feature(String source) {
        this(source, null, null, null);
    }

    Feature(String source, String resource, String signed, String plain) {
        this.source = source;
        this.resource = resource;
        this.contents = resource == null ? Map.of() : Map.of(State.SIGNED, signed, State.PLAIN, plain);
        this.properties = Map.of();
    }

    Feature(Map<String, String> properties) {
        this.source = null;
        this.resource = null;
        this.contents = Map.of();
        this.properties = properties;
    }

    List<State> states() {
        return source == null ? List.of(State.ABSENT, State.SIGNED) : List.of(State.values());
    }

    boolean isTool() {
        return name().startsWith("TOOL");
    }

    /** The path of its resource, or the name of its tool. */
    String path() {
        return switch (this) {
            case TOOL -> "film";
            case TOOL_FIELDS -> "films";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /** Those that are set in the state {@link State#SIGNED}. */
    Map<String, String> properties() {
        return properties;
    }

    /**
     * Its files, by their names below {@code src/main}. One that is not there in this state is null.
     */
    Map<String, String> files(State state) {
        Map<String, String> files = new LinkedHashMap<>();
        if (source != null) {
            Matcher type = TYPE.matcher(source);
            assertThat(type.find()).isTrue();
            files.put("java/org/acme/" + type.group(1) + ".java", state == State.ABSENT ? null : HEAD + lines(state));
        }
        if (resource != null) {
            files.put(resource, contents.get(state));
        }
        return files;
    }

    private String lines(State state) {
        State other = state == State.SIGNED ? State.PLAIN : State.SIGNED;
        return source.lines().filter(line -> !line.endsWith("// " + other.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("\n"));
    }
}
