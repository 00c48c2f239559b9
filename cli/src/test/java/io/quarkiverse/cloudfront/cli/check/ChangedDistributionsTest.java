package io.quarkiverse.cloudfront.cli.check;

import static io.quarkiverse.cloudfront.cli.check.Samples.items;
import static io.quarkiverse.cloudfront.cli.check.Samples.off;
import static io.quarkiverse.cloudfront.cli.check.Samples.open;
import static io.quarkiverse.cloudfront.cli.check.Samples.restricted;
import static io.quarkiverse.cloudfront.cli.check.Samples.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A right distribution that was changed in one place. Each opening is named, and no other one. */
class ChangedDistributionsTest {

    private static final String ALL_METHODS = "GET,HEAD,OPTIONS,PUT,POST,PATCH,DELETE";

    @TempDir
    private Path directory;

    private static Arguments change(String name, int exitCode, String line, Consumer<JsonObject> change) {
        return Arguments.of(name, exitCode, line, change);
    }

    private static JsonArray behaviors(JsonObject config) {
        return config.getJsonObject("CacheBehaviors").getJsonArray("Items");
    }

    private static JsonObject films(JsonObject config) {
        return behaviors(config).getJsonObject(0);
    }

    private static JsonObject bucket(JsonObject config) {
        return config.getJsonObject("Origins").getJsonArray("Items").getJsonObject(0);
    }

    private static void insert(JsonObject config, int index, JsonObject behavior) {
        List<Object> all = new ArrayList<>(behaviors(config).getList());
        all.add(index, behavior);
        config.put("CacheBehaviors", items(all.toArray()));
    }

    private static void add(JsonObject config, JsonObject origin) {
        config.put("Origins", items(bucket(config), origin));
    }

    private static JsonObject forwarding(JsonObject behavior, boolean queryString, JsonObject names, JsonObject cookies) {
        behavior.remove("CachePolicyId");
        return behavior.put("ForwardedValues", new JsonObject().put("QueryString", queryString)
                .put("QueryStringCacheKeys", names).put("Cookies", cookies));
    }

    static Stream<Arguments> openings() {
        String film = "open: /films/*/* (org.acme.Films#film): ";
        return Stream.of(
                change("signatures off", 1,
                        film + "the cache behavior /films/* does not require signatures, so anyone can read "
                                + "/films/x/x",
                        config -> films(config).put("TrustedKeyGroups", off())),
                change("signatures off, with the group", 1, film + "the cache behavior /films/* does not",
                        config -> films(config).getJsonObject("TrustedKeyGroups").put("Enabled", false)),
                change("signatures on, without a group", 1, film + "the cache behavior /films/* does not",
                        config -> films(config).put("TrustedKeyGroups",
                                new JsonObject().put("Enabled", true).put("Quantity", 0))),
                change("signatures missing", 1, film + "the cache behavior /films/* does not",
                        config -> films(config).remove("TrustedKeyGroups")),
                change("behavior missing", 1, film + "the default cache behavior does not",
                        config -> config.put("CacheBehaviors", items(restricted("/photos/*", "bucket", "G1")))),
                change("all behaviors missing", 1, film + "the default cache behavior does not",
                        config -> config.put("CacheBehaviors", items())),
                change("another case", 1, film + "the default cache behavior does not",
                        config -> films(config).put("PathPattern", "/Films/*")),
                change("a narrower pattern", 1,
                        film + "the default cache behavior does not require signatures, so anyone can read "
                                + "/films//",
                        config -> films(config).put("PathPattern", "/films/?*/*")),
                change("only one ending", 1, film + "the default cache behavior does not",
                        config -> films(config).put("PathPattern", "/films/*.mp4")),
                change("a misspelled pattern", 1, film + "the default cache behavior does not",
                        config -> films(config).put("PathPattern", "/film/*")),
                change("an open ending before", 1,
                        film + "the cache behavior /*.jpg does not require signatures, so anyone can read /films/x/.jpg",
                        config -> insert(config, 0, open("*.jpg", "bucket"))),
                change("an open directory before", 1, film + "the cache behavior /films/trailers/* does not require signatures",
                        config -> insert(config, 0, open("/films/trailers/*", "bucket"))),
                change("everything open before", 1, film + "the cache behavior /* does not",
                        config -> insert(config, 0, open("*", "bucket"))),
                change("an open directory of any parent before", 1, film + "the cache behavior /*/thumbs/* does not",
                        config -> insert(config, 0, open("*/thumbs/*", "bucket"))),
                change("one character", 1,
                        film + "the cache behavior /films/?/* does not require signatures, so anyone can read "
                                + "/films/x/x",
                        config -> insert(config, 0, open("films/?/*", "bucket"))),
                change("http", 1, film + "the cache behavior /films/* answers over http",
                        config -> films(config).put("ViewerProtocolPolicy", "allow-all")),
                change("writing methods", 1,
                        film + "the cache behavior /films/* allows DELETE, PATCH, POST, PUT, so anyone with",
                        config -> films(config).put("AllowedMethods", items((Object[]) ALL_METHODS.split(",")))),
                change("a bucket without access control", 1,
                        "open: The origin bucket.s3.eu-central-1.amazonaws.com has neither an "
                                + "origin access control nor an identity",
                        config -> bucket(config).put("OriginAccessControlId", "")),
                change("the website of a bucket", 1,
                        "open: The origin films.s3-website.eu-central-1.amazonaws.com is the website of a bucket, which "
                                + "anyone can read",
                        config -> {
                            add(config, server("site", "films.s3-website.eu-central-1.amazonaws.com"));
                            films(config).put("TargetOriginId", "site");
                        }),
                change("the website of a bucket, with a dash", 1,
                        "open: The origin films.s3-website-us-east-1.amazonaws.com is",
                        config -> {
                            add(config, server("site", "films.s3-website-us-east-1.amazonaws.com"));
                            films(config).put("TargetOriginId", "site");
                        }),
                change("a bucket as any server", 1, "open: The origin films.s3.amazonaws.com has neither", config -> {
                    add(config, server("site", "films.s3.amazonaws.com"));
                    films(config).put("TargetOriginId", "site");
                }),
                change("a second bucket in a group", 1, "open: The origin spare.s3.eu-central-1.amazonaws.com has neither",
                        config -> {
                            add(config, Samples.bucket("spare").put("OriginAccessControlId", ""));
                            config.put("OriginGroups", items(new JsonObject().put("Id", "both").put("FailoverCriteria",
                                    new JsonObject().put("StatusCodes", items(500))).put("Members",
                                            items(
                                                    new JsonObject().put("OriginId", "bucket"),
                                                    new JsonObject().put("OriginId", "spare")))));
                            films(config).put("TargetOriginId", "both");
                        }),
                change("an open behavior to the same server", 1, film + "the cache behavior /films/api/* does not", config -> {
                    add(config, server("server", "server.example.com"));
                    films(config).put("TargetOriginId", "server");
                    insert(config, 0, open("/films/api/*", "server"));
                }),
                change("more than an error page", 1, film + "the cache behavior /films/*.html does not require", config -> {
                    config.put("CustomErrorResponses", items(new JsonObject().put("ErrorCode", 404)
                            .put("ResponsePagePath", "/films/errors/404.html").put("ResponseCode", "404")));
                    insert(config, 0, open("/films/*.html", "bucket"));
                }),
                change("another domain", 1,
                        "mismatch: The signer <default> signs for media.example.com, which the distribution does "
                                + "not have",
                        config -> config.put("Aliases", items("www.example.com"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("openings")
    void change_isNamed(String name, int exitCode, String line, Consumer<JsonObject> change) throws IOException {
        Cli run = run(change);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
        List<String> findings = run.lines().stream().filter(each -> each.startsWith("open: ") || each.startsWith("mismatch: "))
                .toList();
        assertThat(findings).as(run.out()).anySatisfy(found -> assertThat(found).startsWith(line));
        assertThat(run.out()).contains("\n  To fix it: ");
    }

    static Stream<Arguments> rightChanges() {
        return Stream.of(
                change("nothing", 0,
                        "restricted: /photos/* (org.acme.Photos#photo): the cache behavior /photos/* requires signatures of "
                                + "the key group G1",
                        config -> {
                        }),
                change("https only", 0, "restricted: ", config -> films(config).put("ViewerProtocolPolicy", "https-only")),
                change("a pattern without its slash", 0, "restricted: ", config -> films(config).put("PathPattern", "films/*")),
                change("everything private", 0, "restricted: /films/*/* (org.acme.Films#film): the default cache behavior "
                        + "requires",
                        config -> {
                            config.put("CacheBehaviors", items());
                            config.getJsonObject("DefaultCacheBehavior").put("TrustedKeyGroups",
                                    items("G1").put("Enabled", true));
                        }),
                change("an open ending behind", 0, "restricted: ", config -> insert(config, 2, open("*.jpg", "bucket"))),
                change("another directory open before", 0, "restricted: ",
                        config -> insert(config, 0, open("/assets/*", "bucket"))),
                change("the same letters in another case open before", 0, "restricted: ",
                        config -> insert(config, 0, open("/FILMS/*", "bucket"))),
                change("an open pattern that a restricted one hides", 0, "restricted: ",
                        config -> insert(config, 1, open("/films/trailers/*", "bucket"))),
                change("a part that is restricted twice", 0, "restricted: ",
                        config -> insert(config, 0, restricted("*.mp4", "bucket", "G1"))),
                change("an identity instead of an access control", 0, "restricted: ", config -> bucket(config)
                        .put("OriginAccessControlId", "").put("S3OriginConfig",
                                new JsonObject().put("OriginAccessIdentity", "origin-access-identity/cloudfront/E1OAI"))),
                change("a wildcard domain", 0, "restricted: ", config -> config.put("Aliases", items("*.example.com"))),
                change("a domain in another case", 0, "restricted: ",
                        config -> config.put("Aliases", items("Media.Example.com"))),
                change("an application in a private path", 0, "note: /films/*/* (org.acme.Films#film): the cache behavior "
                        + "/films/api/* does not require signatures, and sends /films/api/x to app.example.com", config -> {
                            add(config, server("app", "app.example.com"));
                            insert(config, 0, open("/films/api/*", "app"));
                        }),
                change("error pages in a private path", 0, "note: /films/*/* (org.acme.Films#film): the cache behavior "
                        + "/films/errors/* does not require signatures, and has an error page", config -> {
                            config.put("CustomErrorResponses", items(new JsonObject().put("ErrorCode", 404)
                                    .put("ResponsePagePath", "/films/errors/404.html").put("ResponseCode", "404")));
                            insert(config, 0, open("/films/errors/*", "bucket"));
                        }),
                change("a server of your own", 0, "not checked: whether viewers can reach files.example.com without CloudFront",
                        config -> {
                            add(config, server("files", "files.example.com"));
                            films(config).put("TargetOriginId", "files");
                        }),
                change("a website that wants a header", 0, "not checked: whether viewers can reach films.s3-website",
                        config -> {
                            add(config, server("site", "films.s3-website.eu-central-1.amazonaws.com").put("CustomHeaders",
                                    items(new JsonObject().put("HeaderName", "Referer").put("HeaderValue", "secret"))));
                            films(config).put("TargetOriginId", "site");
                        }),
                change("accounts instead of key groups", 0,
                        "note: /films/*/* (org.acme.Films#film): the cache behavior /films/* "
                                + "accepts signatures of CloudFront key pairs, which only the root user of self can manage, but does not trust a key group",
                        config -> behaviors(config).forEach(each -> ((JsonObject) each).put("TrustedKeyGroups", off())
                                .put("TrustedSigners", items("self").put("Enabled", true)))),
                change("all cookies in the cache key", 0,
                        "note: /films/*/* (org.acme.Films#film): the cache behavior /films/* has "
                                + "all cookies in its cache key",
                        config -> forwarding(films(config), false, items(),
                                new JsonObject().put("Forward", "all"))),
                change("a signature in the cache key", 0,
                        "note: /films/*/* (org.acme.Films#film): the cache behavior /films/* has "
                                + "Signature, CloudFront-Policy in its cache key",
                        config -> forwarding(films(config), true,
                                items("Signature"), new JsonObject().put("Forward", "whitelist").put("WhitelistedNames",
                                        items("CloudFront-Policy")))),
                change("all query strings in the cache key", 0,
                        "note: /films/*/* (org.acme.Films#film): the cache behavior /films/* "
                                + "has all query strings",
                        config -> forwarding(films(config), true, items(),
                                new JsonObject().put("Forward", "none"))),
                change("a cache policy of your own", 0, "not checked: the cache policy 1b2c of the cache behavior /films/*",
                        config -> films(config).put("CachePolicyId", "1b2c")),
                change("continuous deployment", 0, "not checked: the other distribution of the continuous deployment",
                        config -> config.put("ContinuousDeploymentPolicyId", "p")),
                change("disabled", 0, "note: The distribution is disabled", config -> config.put("Enabled", false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightChanges")
    void rightDistribution_isNotAccused(String name, int exitCode, String line, Consumer<JsonObject> change)
            throws IOException {
        Cli run = run(change);

        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).as(run.out()).noneMatch(each -> each.startsWith("open: ") || each.startsWith("mismatch: "))
                .anySatisfy(each -> assertThat(each).startsWith(line));
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    private Cli run(Consumer<JsonObject> change) throws IOException {
        JsonObject distribution = Samples.distribution();
        change.accept(distribution.getJsonObject("DistributionConfig"));
        return new Checked(directory).run(Samples.paths(), distribution);
    }

    @Test
    void changes_areEnough() {
        assertThat(openings().count() + rightChanges().count()).isGreaterThanOrEqualTo(40);
    }

    static Stream<JsonObject> all() {
        return Stream.concat(openings(), rightChanges()).map(arguments -> {
            JsonObject distribution = Samples.distribution();
            @SuppressWarnings("unchecked")
            Consumer<JsonObject> change = (Consumer<JsonObject>) arguments.get()[3];
            change.accept(distribution.getJsonObject("DistributionConfig"));
            return distribution;
        });
    }
}
