package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import io.quarkiverse.cloudfront.signer.deployment.golive.PrivateContent.GateSetup;
import io.quarkiverse.cloudfront.signer.deployment.golive.SignerContent.Place;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The {@code private-paths.json} file, which lists the private paths of a distribution and their requirements. Equal content
 * results in equal bytes on each machine. The command line reads this file.
 */
record PrivatePaths(String application, List<SignerContent> signers) {

    static final String FILE = "private-paths.json";

    private static final int FORMAT = 1;

    String json() {
        JsonArray array = new JsonArray();
        signers.forEach(signer -> array.add(json(signer)));
        return new JsonObject().put("format", FORMAT).put("application", application).put("signers", array).encodePrettily()
                .replace(System.lineSeparator(), "\n") + "\n";
    }

    private static JsonObject json(SignerContent signer) {
        PrivateContent content = signer.content();
        JsonObject json = new JsonObject().put("signer", content.signer());
        if (content.hasKnownUrl()) {
            json.put("url", content.urlOrExample());
        }
        ViewerRequestFunction function = content.function();
        json.put("tenants", content.tenants() != null).put("rsaOnly", content.rsaOnly())
                .put("marks", content.marks().isPresent())
                .put("functionBytes", function.isNeeded() ? bytes(function) : 0)
                .put("applicationPaths", applicationPaths(content)).put("errorPages", errorPages(content));
        TreeMap<String, List<Place>> byPattern = new TreeMap<>();
        signer.places().stream().filter(place -> !place.resource().isEmpty()).forEach(place -> byPattern
                .computeIfAbsent(PathPatterns.exact(place.resource()), pattern -> new ArrayList<>()).add(place));
        JsonArray paths = new JsonArray();
        byPattern.forEach((pattern, places) -> paths.add(path(content, pattern, places)));
        return json.put("paths", paths).put("unknown", strings(
                signer.places().stream().filter(place -> place.resource().isEmpty()).map(Place::name)));
    }

    static int bytes(ViewerRequestFunction function) {
        return function.script().getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonObject path(PrivateContent content, String pattern, List<Place> places) {
        String own = PathPatterns.of(places.stream().map(Place::resource).toList()).get(0);
        String behavior = content.patterns().stream().filter(each -> PathPatterns.covers(each, own)).findFirst().orElse(own);
        return new JsonObject().put("pattern", pattern).put("behavior", behavior)
                .put("places", strings(places.stream().map(Place::name)))
                .put("resources", strings(places.stream().map(Place::resource)))
                .put("cookies", places.stream().anyMatch(Place::cookies)).put("function", content.hasFunction(behavior))
                .put("queryStrings",
                        content.downloads() ? strings(GoLiveGenerator.DOWNLOAD_PARAMETERS.stream()) : strings(Stream.of()))
                .put("methods", strings(content.allowedOrigins().isEmpty() ? Stream.of("GET", "HEAD")
                        : Stream.of("GET", "HEAD", "OPTIONS")));
    }

    private static JsonArray applicationPaths(PrivateContent content) {
        return strings(Stream.ofNullable(content.gate()).map(GateSetup::pattern));
    }

    private static JsonArray errorPages(PrivateContent content) {
        JsonArray pages = new JsonArray();
        GateSetup gate = content.gate();
        if (gate != null) {
            pages.add(new JsonObject().put("status", 403).put("page", gate.deniedPage()));
            gate.site().notFound().ifPresent(page -> pages.add(new JsonObject().put("status", 404).put("page", page)));
        }
        return pages;
    }

    private static JsonArray strings(Stream<String> texts) {
        return new JsonArray(texts.distinct().sorted().toList());
    }
}
