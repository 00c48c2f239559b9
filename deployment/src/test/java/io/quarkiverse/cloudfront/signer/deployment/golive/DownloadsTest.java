package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontNamespace;

/**
 * The cache policy that forwards the names of downloads to S3 is the same in all generated texts and in the documentation.
 */
class DownloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GUIDE = Path.of("..", "docs", "modules", "ROOT", "pages", "downloads.adoc");
    private static final Pattern CONFIG = Pattern.compile("--cache-policy-config '(.*?)'", Pattern.DOTALL);
    private static final String PARAMETERS = "/ParametersInCacheKeyAndForwardedToOrigin/QueryStringsConfig/QueryStrings";

    static List<PrivateContent> without() {
        return List.of(Contents.known(), Contents.alias(), Contents.unknown());
    }

    @ParameterizedTest
    @MethodSource("without")
    void applicationWithoutDownloads_keepsTheManagedCachePolicy(PrivateContent content) {
        assertThat(new GoLiveGenerator().generate(content, KeyType.P256)).extracting(GoLiveText::text).allSatisfy(
                text -> assertThat(text).doesNotContainIgnoringCase("download").doesNotContain("response-content"));
    }

    @Test
    void cachePolicy_forwardsWhatDownloadsAdd() throws IOException {
        String added = URI.create(Download.attachment("a.pdf").contentType("application/pdf").of("/1")).getRawQuery();
        List<String> names = new ArrayList<>();
        for (String parameter : added.split("&")) {
            names.add(parameter.substring(0, parameter.indexOf('=')));
        }
        JsonNode parameters = policy(Contents.text(Contents.downloads(), "AWS CLI")).at(PARAMETERS);
        assertThat(parameters.get("Items")).extracting(JsonNode::textValue).containsExactlyElementsOf(names);
        assertThat(parameters.get("Quantity").intValue()).isEqualTo(names.size());
    }

    @Test
    void cachePolicy_isTheOneOfTheGuide() throws IOException {
        ObjectNode generated = policy(Contents.text(Contents.downloads(), "AWS CLI"));
        assertThat(generated.get("Name").textValue()).isEqualTo("gallery-downloads");
        ObjectNode documented = policy(Files.readString(GUIDE));
        assertThat(generated.<ObjectNode> without("Name")).isEqualTo(documented.without("Name"));
    }

    @Test
    void cachePolicy_isTheSameForEachTool() throws Exception {
        JsonNode cli = policy(Contents.text(Contents.downloads(), "AWS CLI"));
        Map<String, Object> resources = map(CloudFormationTest.template(Contents.downloads()).get("Resources"));
        Map<String, Object> properties = map(map(resources.get(CloudFormationTest.CACHE_POLICY)).get("Properties"));
        // the only difference between both schemas
        JsonNode items = cli.at(PARAMETERS + "/Items");
        JsonNode expected = JSON.readTree(cli.toString().replace(cli.at(PARAMETERS).toString(), items.toString()));
        assertThat(JSON.<JsonNode> valueToTree(properties.get("CachePolicyConfig"))).isEqualTo(expected);

        Map<String, Object> policy = TerraformTest.only(
                map(TerraformTest.parse(Contents.downloads()).get("resource")), TerraformTest.CACHE_POLICY);
        assertThat(policy).containsEntry("name", "gallery-downloads");
        assertThat(List.of(policy.get("min_ttl"), policy.get("default_ttl"), policy.get("max_ttl")))
                .map(seconds -> ((Number) seconds).intValue()).containsExactly(1, 86400, 31536000);
        Map<String, Object> forwarded = map(policy.get("parameters_in_cache_key_and_forwarded_to_origin"));
        assertThat(map(forwarded.get("headers_config"))).containsEntry("header_behavior", "none");
        assertThat(map(forwarded.get("cookies_config"))).containsEntry("cookie_behavior", "none");
        Map<String, Object> queryStrings = map(forwarded.get("query_strings_config"));
        assertThat(queryStrings).containsEntry("query_string_behavior", "whitelist");
        assertThat(JSON.<JsonNode> valueToTree(map(queryStrings.get("query_strings")).get("items"))).isEqualTo(items);

        assertThat(Contents.text(Contents.downloads(), "CDK (Java)")).contains(".cachePolicyName(\"gallery-downloads\")",
                ".allowList(\n                        \"response-content-disposition\", \"response-content-type\"))");
    }

    @Test
    void restrictedBehaviors_useTheCachePolicyAndOpenOnesDoNot() throws Exception {
        Map<String, Object> distribution = CloudFormationTest.distribution(Contents.downloads());
        assertThat(map(distribution.get("DefaultCacheBehavior"))).containsEntry("CachePolicyId",
                "658327ea-f89d-4fab-a63d-7e88639e58f6");
        assertThat((List<?>) distribution.get("CacheBehaviors")).hasSize(2).allSatisfy(
                behavior -> assertThat(map(behavior)).containsEntry("CachePolicyId", CloudFormationTest.CACHE_POLICY));
        assertThat(map(CloudFormationTest.distribution(Contents.unknownDownloads()).get("DefaultCacheBehavior")))
                .containsEntry("CachePolicyId", CloudFormationTest.CACHE_POLICY);

        Map<String, Object> terraform = terraform(Contents.downloads());
        assertThat(map(terraform.get("default_cache_behavior"))).containsEntry("cache_policy_id",
                "658327ea-f89d-4fab-a63d-7e88639e58f6");
        assertThat(TerraformTest.behaviors(terraform)).hasSize(2).extracting(behavior -> behavior.get("cache_policy_id"))
                .allSatisfy(id -> assertThat(id).asString().contains("downloads"));
        assertThat(map(terraform(Contents.unknownDownloads()).get("default_cache_behavior")).get("cache_policy_id"))
                .asString().contains("downloads");

        assertThat(Contents.text(Contents.downloads(), "CDK (Java)")).containsOnlyOnce(".cachePolicy(downloads)")
                .containsOnlyOnce(".cachePolicy(CachePolicy.CACHING_OPTIMIZED)");
        assertThat(Contents.text(Contents.unknownDownloads(), "CDK (Java)")).containsOnlyOnce(".cachePolicy(downloads)")
                .doesNotContain("CACHING_OPTIMIZED");
    }

    @Test
    void commands_replaceTheCachePolicyOfRestrictedBehaviors() throws Exception {
        JsonNode restricted = GoLiveTextsTest.restrict(Contents.downloads(), """
                {"DistributionConfig": {
                  "DefaultCacheBehavior": {"TargetOriginId": "bucket", "CachePolicyId": "P0"},
                  "CacheBehaviors": {"Quantity": 1, "Items": [
                    {"PathPattern": "albums/*", "ForwardedValues": {"QueryString": false}, "MinTTL": 0}]}}}""");
        assertThat(restricted.at("/DefaultCacheBehavior/CachePolicyId").textValue()).isEqualTo("P0");
        JsonNode items = restricted.at("/CacheBehaviors/Items");
        assertThat(items).hasSize(2).allSatisfy(behavior -> {
            assertThat(behavior.get("CachePolicyId").textValue()).isEqualTo("P1");
            assertThat(behavior.has("ForwardedValues") || behavior.has("MinTTL")).isFalse();
            assertThat(behavior.at("/TrustedKeyGroups/Items/0").textValue()).isEqualTo("G1");
        });

        JsonNode everything = GoLiveTextsTest.restrict(Contents.unknownDownloads(), """
                {"DistributionConfig": {"DefaultCacheBehavior": {"TargetOriginId": "bucket", "DefaultTTL": 60}}}""");
        assertThat(everything.at("/DefaultCacheBehavior/CachePolicyId").textValue()).isEqualTo("P1");
        assertThat(everything.at("/DefaultCacheBehavior").has("DefaultTTL")).isFalse();
    }

    @Test
    void classThatCallsDownload_isFound() throws IOException {
        assertThat(GoLiveProcessor.usesDownloads(Index.of(CallsDownload.class))).isTrue();
    }

    @Test
    void classesOfTheExtension_areNotTheApplications() throws IOException {
        assertThat(GoLiveProcessor.usesDownloads(
                Index.of(CallsSigner.class, Download.class, CloudFrontNamespace.class, CloudFrontSigner.class))).isFalse();
    }

    static final class CallsDownload {

        String path() {
            return Download.attachment("a.pdf").of("/1");
        }
    }

    static final class CallsSigner {

        String path(CloudFrontSigner signer) {
            return signer.sign("/1");
        }
    }

    private static ObjectNode policy(String text) throws IOException {
        Matcher config = CONFIG.matcher(text);
        assertThat(config.find()).isTrue();
        return (ObjectNode) JSON.readTree(config.group(1));
    }

    private static Map<String, Object> terraform(PrivateContent content) throws Exception {
        return TerraformTest.only(map(TerraformTest.parse(content).get("resource")), "aws_cloudfront_distribution");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
