package org.acme.gallery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

@Path("/articles/{id}")
@Authenticated
public class ArticleResource {

    public record Article(String title,
            @SignedResource(content = Content.MARKUP) String body) { // <1>
    }

    private final Map<String, Article> articles = new ConcurrentHashMap<>(Map.of("alps", new Article("A lake", """
            <p>Early: <img src="https://d111111abcdef8.cloudfront.net/albums/alps/mirror-lake.svg"></p>""")));

    @GET
    @SignedResource(resource = "/albums/{id}/*") // <2>
    public Article article(String id) {
        Article article = articles.get(id);
        if (article == null) {
            throw new NotFoundException();
        }
        return article;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public String store(String id, Article article) { // <3>
        articles.put(id, article);
        return article.body();
    }

    @GET
    @Path("/page")
    @Produces(MediaType.TEXT_HTML)
    @SignedResource(resource = "/albums/{id}/*", content = Content.MARKUP) // <4>
    public String page(String id) {
        return "<!DOCTYPE html>" + article(id).body();
    }
}
