package io.quarkiverse.cloudfront.cli.check;

import java.util.Map;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The files of an application, and of a distribution that is right for it. */
final class Samples {

    static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

    private Samples() {
    }

    /** Films for all, with cookies, and photos with URLs. */
    static JsonObject paths() {
        return paths(signer(path("/films/*/*", "/films/*", "org.acme.Films#film", "/films/{id}/*").put("cookies", true),
                path("/photos/*", "/photos/*", "org.acme.Photos#photo", "/photos/*")).put("url", "https://media.example.com"));
    }

    static JsonObject paths(JsonObject... signers) {
        return new JsonObject().put("format", 1).put("application", "gallery").put("signers", JsonArray.of((Object[]) signers));
    }

    static JsonObject signer(JsonObject... paths) {
        return new JsonObject().put("signer", "<default>").put("tenants", false).put("rsaOnly", false).put("marks", false)
                .put("functionBytes", 0).put("applicationPaths", new JsonArray()).put("errorPages", new JsonArray())
                .put("paths", JsonArray.of((Object[]) paths)).put("unknown", new JsonArray());
    }

    static JsonObject path(String pattern, String behavior, String place, String resource) {
        return new JsonObject().put("pattern", pattern).put("behavior", behavior).put("places", new JsonArray().add(place))
                .put("resources", new JsonArray().add(resource)).put("cookies", false).put("function", false)
                .put("queryStrings", new JsonArray()).put("methods", JsonArray.of("GET", "HEAD"));
    }

    /** Refuses unsigned requests to films and photos, and shows everything else. */
    static JsonObject distribution() {
        return distribution(behavior("bucket").put("TrustedKeyGroups", off()), restricted("/films/*", "bucket", "G1"),
                restricted("/photos/*", "bucket", "G1"));
    }

    static JsonObject distribution(JsonObject defaultBehavior, JsonObject... behaviors) {
        return new JsonObject().put("ETag", "E1").put("DistributionConfig",
                new JsonObject().put("CallerReference", "r").put("Comment", "").put("Enabled", true)
                        .put("Aliases", items("media.example.com")).put("Origins", items(bucket("bucket")))
                        .put("OriginGroups", items()).put("DefaultCacheBehavior", defaultBehavior)
                        .put("CacheBehaviors", items((Object[]) behaviors)).put("CustomErrorResponses", items()));
    }

    static JsonObject bucket(String id) {
        return new JsonObject().put("Id", id).put("DomainName", id + ".s3.eu-central-1.amazonaws.com").put("OriginPath", "")
                .put("OriginAccessControlId", "E1OAC").put("CustomHeaders", items())
                .put("S3OriginConfig", new JsonObject().put("OriginAccessIdentity", ""));
    }

    static JsonObject server(String id, String domain) {
        return new JsonObject().put("Id", id).put("DomainName", domain).put("OriginPath", "").put("OriginAccessControlId", "")
                .put("CustomHeaders", items()).put("CustomOriginConfig", new JsonObject().put("HTTPPort", 80)
                        .put("HTTPSPort", 443).put("OriginProtocolPolicy", "https-only"));
    }

    static JsonObject behavior(String origin) {
        return new JsonObject().put("TargetOriginId", origin).put("ViewerProtocolPolicy", "redirect-to-https")
                .put("AllowedMethods", items("HEAD", "GET")).put("TrustedSigners", off())
                .put("CachePolicyId", CACHING_OPTIMIZED).put("FunctionAssociations", items())
                .put("LambdaFunctionAssociations", items());
    }

    static JsonObject open(String pattern, String origin) {
        return behavior(origin).put("PathPattern", pattern).put("TrustedKeyGroups", off());
    }

    static JsonObject restricted(String pattern, String origin, String... groups) {
        return behavior(origin).put("PathPattern", pattern).put("TrustedKeyGroups",
                items((Object[]) groups).put("Enabled", true));
    }

    static JsonObject off() {
        return new JsonObject().put("Enabled", false).put("Quantity", 0);
    }

    /** As AWS writes lists, which have no items if they are empty. */
    static JsonObject items(Object... items) {
        JsonObject list = new JsonObject().put("Quantity", items.length);
        return items.length == 0 ? list : list.put("Items", JsonArray.of(items));
    }

    static JsonObject keyGroup(String id, String... keys) {
        return new JsonObject().put("ETag", "E1").put("KeyGroup", new JsonObject().put("Id", id)
                .put("LastModifiedTime", "2026-11-30T08:00:00Z")
                .put("KeyGroupConfig", new JsonObject().put("Name", "gallery").put("Items", JsonArray.of((Object[]) keys))));
    }

    static JsonObject publicKeys(Map<String, String> pems) {
        Object[] keys = pems.entrySet().stream().map(key -> (Object) new JsonObject().put("Id", key.getKey())
                .put("Name", key.getKey()).put("CreatedTime", "2026-11-30T08:00:00Z").put("EncodedKey", key.getValue()))
                .toArray();
        return new JsonObject().put("PublicKeyList", items(keys).put("MaxItems", 100));
    }

    static JsonObject function(String arn, String runtime, boolean store) {
        return new JsonObject().put("ETag", "E1").put("FunctionSummary", new JsonObject().put("Name", "gallery")
                .put("FunctionConfig", new JsonObject().put("Comment", "").put("Runtime", runtime)
                        .put("KeyValueStoreAssociations", store
                                ? items(new JsonObject().put("KeyValueStoreARN", "arn:aws:cloudfront::1:key-value-store/s"))
                                : items()))
                .put("FunctionMetadata",
                        new JsonObject().put("FunctionARN", arn).put("LastModifiedTime", "2026-11-30T08:00:00Z")));
    }
}
