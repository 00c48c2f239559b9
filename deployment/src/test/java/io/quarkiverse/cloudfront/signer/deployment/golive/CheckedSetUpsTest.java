package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.deployment.golive.SignerContent.Place;
import io.quarkiverse.cloudfront.signer.fixtures.ApprovedText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The file from which a test of the command line takes what Go live sets up: on each line the private paths of an application,
 * and the distribution of its template as AWS's API describes it. {@code check} must find nothing in it.
 */
class CheckedSetUpsTest {

    private static final Path FILE = Path.of("src/test/resources/cloudfront-signer/set-ups.jsonl");

    /** The names of CloudFormation that are others in the API. */
    private static final Map<String, String> NAMES = Map.of("IPV6Enabled", "IsIPV6Enabled", "OriginSSLProtocols",
            "OriginSslProtocols", "AcmCertificateArn",
            "ACMCertificateArn", "SslSupportMethod", "SSLSupportMethod", "OriginCustomHeaders", "CustomHeaders");

    @Test
    void file_hasThePathsAndTheDistributionOfEachTemplate() {
        ApprovedText.assertApproved(FILE, Contents.all().stream().map(CheckedSetUpsTest::setUp).map(JsonObject::encode)
                .collect(Collectors.joining("\n")));
    }

    private static JsonObject setUp(PrivateContent content) {
        List<Place> places = new ArrayList<>(content.resources().stream().filter(resource -> !resource.isEmpty())
                .map(resource -> new Place("org.acme.Files#" + resource.replaceAll("\\W", ""), resource, content.cookies()))
                .toList());
        content.unknown().forEach(place -> places.add(new Place(place, "", content.cookies())));
        return new JsonObject()
                .put("paths", new JsonObject(new PrivatePaths("gallery", List.of(new SignerContent(content, places))).json()))
                .put("DistributionConfig", distribution(content));
    }

    private static JsonObject distribution(PrivateContent content) {
        Map<String, Object> distribution = Tool.CLOUD_FORMATION
                .setup(content, Tool.CLOUD_FORMATION.template(content), Tool.FIRST).values().stream()
                .filter(properties -> properties.containsKey("DistributionConfig")).findFirst().orElseThrow();
        JsonObject config = object(CloudFormation.map(distribution.get("DistributionConfig")));
        return config.put("CallerReference", "r").put("Comment", "");
    }

    private static JsonObject object(Map<String, Object> properties) {
        JsonObject object = new JsonObject();
        properties.forEach((name, value) -> object.put(NAMES.getOrDefault(name, name), value(name, value)));
        if (object.containsKey("CachedMethods")) {
            object.getJsonObject("AllowedMethods").put("CachedMethods", object.remove("CachedMethods"));
        }
        return object;
    }

    private static Object value(String name, Object value) {
        if (value instanceof Map<?, ?>) {
            return object(CloudFormation.map(value));
        } else if (value instanceof List<?> list) {
            JsonArray items = new JsonArray(list.stream().map(item -> value("", item)).toList());
            JsonObject object = new JsonObject().put("Quantity", items.size()).put("Items", items);
            return switch (name) {
                case "ParameterDefinitions" -> items;
                case "TrustedKeyGroups" -> object.put("Enabled", true);
                default -> object;
            };
        }
        return name.equals("ResponseCode") ? value.toString() : value;
    }
}
