package io.quarkiverse.cloudfront.cli.check;

import static io.quarkiverse.cloudfront.cli.check.Samples.behavior;
import static io.quarkiverse.cloudfront.cli.check.Samples.bucket;
import static io.quarkiverse.cloudfront.cli.check.Samples.distribution;
import static io.quarkiverse.cloudfront.cli.check.Samples.items;
import static io.quarkiverse.cloudfront.cli.check.Samples.open;
import static io.quarkiverse.cloudfront.cli.check.Samples.restricted;
import static io.quarkiverse.cloudfront.cli.check.Samples.server;

import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Distributions in the shapes that common tools and samples make. */
final class RealisticDistributions {

    static final String FUNCTION = "arn:aws:cloudfront::111122223333:function/gallery-viewer-request";
    private static final String[] ALL_METHODS = { "GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE" };

    private RealisticDistributions() {
    }

    static List<JsonObject> all() {
        return List.of(wholeSite(), legacyValues(), gate(), multiTenant(), videoServer());
    }

    static JsonObject config(JsonObject distribution) {
        return distribution.getJsonObject("DistributionConfig");
    }

    private static JsonObject everything(String origin) {
        JsonObject behavior = restricted("*", origin, "G1");
        behavior.remove("PathPattern");
        return behavior;
    }

    /** One bucket, of which everything is private, as constructs of CDK make it. */
    static JsonObject wholeSite() {
        JsonObject distribution = distribution(everything("StackDistributionOrigin1"));
        config(distribution).put("Origins", items(bucket("StackDistributionOrigin1")));
        return distribution;
    }

    /** With forwarded values and an origin access identity, as older modules of Terraform make it. */
    static JsonObject legacyValues() {
        JsonObject films = restricted("films/*", "s3", "G1").put("MinTTL", 0).put("DefaultTTL", 3600).put("MaxTTL", 86400)
                .put("SmoothStreaming", false).put("ForwardedValues", new JsonObject().put("QueryString", false)
                        .put("Cookies", new JsonObject().put("Forward", "none")).put("Headers", items("Origin")));
        films.remove("CachePolicyId");
        JsonObject distribution = distribution(behavior("s3"), films, restricted("/photos/*", "s3", "G1"));
        config(distribution).put("Origins", items(bucket("s3").put("OriginAccessControlId", "").put("S3OriginConfig",
                new JsonObject().put("OriginAccessIdentity", "origin-access-identity/cloudfront/E127EXAMPLE51Z"))));
        return distribution;
    }

    /** A site behind a login: the application answers the gate's pages and its own API. */
    static JsonObject gate() {
        JsonObject pages = items(new JsonObject().put("EventType", "viewer-request").put("FunctionARN", FUNCTION));
        JsonObject distribution = distribution(everything("bucket").put("FunctionAssociations", pages),
                open("/private-access/*", "app").put("AllowedMethods", items((Object[]) ALL_METHODS))
                        .put("CachePolicyId", Samples.CACHING_DISABLED),
                open("/api/*", "app").put("AllowedMethods", items((Object[]) ALL_METHODS))
                        .put("CachePolicyId", Samples.CACHING_DISABLED));
        config(distribution).put("Origins", items(bucket("bucket"), server("app", "app.example.com")))
                .put("DefaultRootObject", "index.html").put("CustomErrorResponses", items(
                        new JsonObject().put("ErrorCode", 403).put("ResponsePagePath", "/private-access/denied")
                                .put("ResponseCode", "403").put("ErrorCachingMinTTL", 0),
                        new JsonObject().put("ErrorCode", 404).put("ResponsePagePath", "/404.html").put("ResponseCode", "404"),
                        new JsonObject().put("ErrorCode", 503).put("ErrorCachingMinTTL", 0)));
        return distribution;
    }

    static JsonObject gatePaths(boolean marks) {
        JsonObject page = new JsonObject().put("status", 403).put("page", "/private-access/denied");
        return Samples.paths(Samples.signer(Samples.path("/*", "*", "quarkus.cloudfront-signer.gate.resource", "/*")
                .put("cookies", true).put("function", true)).put("marks", marks).put("functionBytes", 3000)
                .put("applicationPaths", new JsonArray().add("/private-access/*"))
                .put("errorPages", new JsonArray().add(page)
                        .add(new JsonObject().put("status", 404).put("page", "/404.html"))));
    }

    /** Each tenant has its domain, and a directory of the bucket. */
    static JsonObject multiTenant() {
        JsonObject distribution = distribution(everything("bucket"));
        config(distribution).put("ConnectionMode", "tenant-only").put("Aliases", items())
                .put("TenantConfig", new JsonObject().put("ParameterDefinitions",
                        new JsonArray().add(new JsonObject().put("Name", "tenantName").put("Definition",
                                new JsonObject().put("StringSchema", new JsonObject().put("Required", true))))))
                .put("Origins", items(bucket("bucket").put("OriginPath", "/{{tenantName}}")));
        return distribution;
    }

    static JsonObject tenantPaths() {
        return Samples.paths(Samples.signer(Samples.path("/films/*", "/films/*", "org.acme.Films#film", "/films/*"))
                .put("url", "https://{claim.tenant}.media.example.com").put("tenants", true));
    }

    /** Channels of a packager in front of which CloudFront signs its own requests. */
    static JsonObject videoServer() {
        JsonObject distribution = distribution(behavior("bucket"), restricted("/films/*", "packager", "G1")
                .put("CachePolicyId", "08627262-05a9-4f76-9ded-b50ca2e3a84f"), restricted("/photos/*", "bucket", "G1"));
        config(distribution).put("Origins", items(bucket("bucket"),
                server("packager", "a1b2.mediapackagev2.eu-central-1.amazonaws.com").put("OriginAccessControlId", "E2OAC")));
        return distribution;
    }
}
