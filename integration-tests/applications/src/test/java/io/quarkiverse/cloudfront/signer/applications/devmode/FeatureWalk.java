package io.quarkiverse.cloudfront.signer.applications.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.applications.devmode.Feature.State;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.maven.dependency.Dependency;

/**
 * Adds features to an application and removes them while dev mode runs, at random. After each change, all features are asked,
 * those that are not there, too. How many are there rises and falls, so that each is the first at times, and the last.
 */
final class FeatureWalk {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern URLS = Pattern.compile("https?://[^\"\\s\\\\]*Signature=[^\"\\s\\\\]*");
    private static final Pattern UNSIGNED = Pattern.compile("(?<![\\w.:])/a\\.(txt|m3u8)|(?<![\\w.:])/acme/a\\.txt");

    private static final Pattern MARKUP = Pattern.compile("(?s)<(style|script|svg).*?</\\1>|<[^>]*>");

    private static final String PROPERTIES = "resources/application.properties";

    private final Random random;
    private final List<Feature> features;
    private final Map<Feature, State> states = new EnumMap<>(Feature.class);
    private final List<String> steps = new ArrayList<>();
    private final int port = FreePort.find();
    private final Token token = new Token("alice", "acme");
    private final Map<String, String> properties = new LinkedHashMap<>();
    private int aim = 2;

    FeatureWalk(Random random, Collection<Feature> features) throws Exception {
        this.random = random;
        this.features = List.copyOf(features);
        Path origin = Files.createTempDirectory("origin");
        for (String name : List.of("a.txt", "a.m3u8", "acme/a.txt")) {
            Files.createDirectories(origin.resolve(name).getParent());
            Files.writeString(origin.resolve(name), name.endsWith("m3u8") ? "#EXTM3U\n" : "a");
        }
        properties.put("quarkus.http.port", String.valueOf(port));
        properties.put("quarkus.log.console.level", "WARN");
        properties.put("quarkus.cloudfront-signer.devservices.origin", origin.toString());
        properties.put("mp.jwt.verify.issuer", Token.ISSUER);
        properties.put("mp.jwt.verify.publickey", token.publicKey());
        properties.put("smallrye.jwt.sign.key", "none");
        properties.put("quarkus.compose.devservices.enabled", "false");
        properties.put("quarkus.arc.exclude-types", "io.quarkus.qute.runtime.debug.DebugQuteEngineObserver");
        this.features.forEach(feature -> states.put(feature, State.ABSENT));
    }

    /**
     * @param changes how many
     */
    void run(List<Dependency> dependencies, int changes) throws Exception {
        try (DevMode application = DevMode.start(dependencies, Map.of(PROPERTIES, properties()))) {
            check();
            for (int i = 0; i < changes; i++) {
                change(application);
                check();
            }
        } catch (Exception | AssertionError e) {
            throw new AssertionError("after " + steps.size() + " changes, " + steps + ": " + e.getMessage(), e);
        }
    }

    private void change(DevMode application) throws Exception {
        List<Feature> there = features.stream().filter(feature -> states.get(feature) == State.SIGNED).toList();
        if (there.size() == aim) {
            aim = (int) (features.size() * Math.pow(random.nextDouble(), 3));
        }
        List<Feature> candidates = there.size() > aim ? there
                : features.stream().filter(feature -> there.isEmpty() || !there.contains(feature)).toList();
        Feature feature = candidates.get(random.nextInt(candidates.size()));
        List<State> others = feature.states().stream().filter(state -> state != states.get(feature)).toList();
        State state = there.contains(feature) ? others.get(random.nextInt(others.size())) : State.SIGNED;
        steps.add(feature + "=" + state);
        states.put(feature, state);
        for (Map.Entry<String, String> file : feature.files(state).entrySet()) {
            application.set(file.getKey(), file.getValue());
        }
        if (!feature.properties().isEmpty()) {
            application.set(PROPERTIES, properties());
        }
    }

    private String properties() {
        Map<String, String> all = new LinkedHashMap<>(properties);
        features.stream().filter(feature -> states.get(feature) == State.SIGNED)
                .forEach(feature -> all.putAll(feature.properties()));
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    /**
     * The files of the application that has all features, or none.
     */
    Map<String, String> files(State state) {
        states.replaceAll((feature, former) -> state);
        Map<String, String> files = new LinkedHashMap<>();
        features.forEach(feature -> files.putAll(feature.files(state)));
        files.values().removeIf(Objects::isNull);
        files.put(PROPERTIES, properties());
        return files;
    }

    private boolean isThere(Feature feature) {
        return states.get(feature) == State.SIGNED;
    }

    private void check() throws Exception {
        for (Feature feature : features) {
            check(feature);
        }
    }

    private void check(Feature feature) throws Exception {
        State state = states.get(feature);
        switch (feature) {
            // seen in what the others sign
            case MARKS, TENANT_DOMAINS -> {
            }
            case GATE -> assertThat(get("/private-access/login").statusCode()).as("login of the gate")
                    .isEqualTo(state == State.ABSENT ? 404 : 303);
            case TOOL, TOOL_FIELDS -> checkBody(feature, tool(feature.path()));
            default -> {
                HttpResponse<String> response = get("/" + feature.path());
                if (state == State.ABSENT) {
                    assertThat(response.statusCode()).as("%s: %s", feature, response.body()).isEqualTo(404);
                    return;
                }
                assertThat(response.statusCode()).as("%s: %s", feature, response.body()).isEqualTo(200);
                checkBody(feature, response.body());
                boolean cookies = response.headers().allValues("Set-Cookie").stream()
                        .anyMatch(cookie -> cookie.startsWith("CloudFront-Policy="));
                assertThat(cookies).as("cookies of %s", feature).isEqualTo(feature == Feature.COOKIES && isThere(feature));
                if (feature == Feature.FIELDS) {
                    checkReading(response.body());
                }
            }
        }
    }

    private void checkBody(Feature feature, String body) {
        List<String> signed = URLS.matcher(body).results().map(found -> found.group()).toList();
        List<String> unsigned = UNSIGNED.matcher(body).results().map(found -> found.group()).toList();
        if (!isThere(feature)) {
            assertThat(signed).as("%s, which does not sign: %s", feature, body).isEmpty();
            assertThat(unsigned).as("%s: %s", feature, body).hasSize(states.get(feature) == State.PLAIN ? 1 : 0);
            return;
        }
        if (feature == Feature.COOKIES) {
            assertThat(signed).isEmpty();
            return;
        }
        assertThat(unsigned).as("%s: %s", feature, body).isEmpty();
        assertThat(signed).as("%s: %s", feature, body).isNotEmpty().allSatisfy(url -> checkUrl(feature, url));
    }

    private void checkUrl(Feature feature, String url) {
        if (feature == Feature.TENANTS && isThere(Feature.TENANT_DOMAINS)) {
            // not every machine resolves it
            assertThat(URI.create(url).getHost()).isEqualTo("acme.localhost");
        } else {
            assertThat(SignedUrls.status(url)).as("%s: %s", feature, url).isEqualTo(200);
        }
        assertThat(url.contains("mark=")).as("mark in %s: %s", feature, url).isEqualTo(isThere(Feature.MARKS));
    }

    /** A signed URL must not come back. */
    private void checkReading(String photos) throws Exception {
        String photo = photos.substring(1, photos.length() - 1);
        HttpResponse<String> response = send(request("/fields").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(photo)));
        assertThat(response.statusCode()).as("reading %s: %s", photo, response.body())
                .isEqualTo(isThere(Feature.FIELDS) ? 400 : 200);
    }

    /** The text of a tool's answer, or of the error if there is no such tool. */
    private String tool(String name) throws Exception {
        HttpResponse<String> begun = send(call(null, "initialize", """
                {"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"walk","version":"1"}}"""));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        String session = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertThat(send(notification(session)).statusCode()).isLessThan(300);
        HttpResponse<String> answer = send(call(session, "tools/call", "{\"name\":\"" + name + "\",\"arguments\":{}}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        // structured content is repeated as text
        Matcher structured = Pattern.compile("\"structuredContent\":(\\{.*?})").matcher(answer.body());
        return structured.find() ? structured.group(1) : answer.body();
    }

    private HttpRequest.Builder notification(String session) {
        return mcp(session).POST(
                HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"));
    }

    private HttpRequest.Builder call(String session, String method, String parameters) {
        return mcp(session).POST(HttpRequest.BodyPublishers
                .ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + parameters + "}"));
    }

    private HttpRequest.Builder mcp(String session) {
        HttpRequest.Builder request = request("/mcp").header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        return session == null ? request : request.header("Mcp-Session-Id", session);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + token.text());
    }

    /** Of an error page, only what it says. */
    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), info -> HttpResponse.BodySubscribers.mapping(
                HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8),
                body -> info.statusCode() < 500 ? body : MARKUP.matcher(body).replaceAll("").strip()));
    }
}
