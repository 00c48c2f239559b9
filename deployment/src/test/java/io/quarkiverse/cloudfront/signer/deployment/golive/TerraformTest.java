package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;

/**
 * The Terraform configuration is equivalent to the CloudFormation template.
 */
class TerraformTest {

    static final String CACHE_POLICY = "aws_cloudfront_cache_policy";

    static List<PrivateContent> contents() {
        return Contents.all();
    }

    @ParameterizedTest
    @MethodSource("contents")
    void resources_haveTheirRequiredArguments(PrivateContent content) throws Exception {
        Map<String, Object> resources = map(parse(content).get("resource"));
        List<String> expected = new ArrayList<>(List.of("aws_cloudfront_public_key", "aws_cloudfront_key_group",
                "aws_s3_bucket", "aws_cloudfront_origin_access_control", "aws_cloudfront_distribution",
                "aws_s3_bucket_policy"));
        if (content.downloads()) {
            expected.add(CACHE_POLICY);
        }
        if (content.gate() != null) {
            expected.add("aws_cloudfront_response_headers_policy");
            if (content.gate().function().isNeeded()) {
                expected.add("aws_cloudfront_function");
            }
        }
        assertThat(resources.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(only(resources, "aws_cloudfront_public_key")).containsKeys("name", "encoded_key");
        assertThat(only(resources, "aws_cloudfront_key_group")).containsKeys("name", "items");
        assertThat(only(resources, "aws_cloudfront_origin_access_control")).containsKeys("name",
                "origin_access_control_origin_type", "signing_behavior", "signing_protocol");
        assertThat(only(resources, "aws_cloudfront_distribution")).containsKeys("enabled", "origin",
                "default_cache_behavior", "restrictions", "viewer_certificate");
        assertThat(only(resources, "aws_s3_bucket_policy")).containsKeys("bucket", "policy");
    }

    @ParameterizedTest
    @MethodSource("contents")
    void distribution_isRestrictedAsByCloudFormation(PrivateContent content) throws Exception {
        Map<String, Object> terraform = only(map(parse(content).get("resource")), "aws_cloudfront_distribution");
        Map<String, Object> cloudFormation = CloudFormationTest.distribution(content);

        assertThat(behaviors(terraform).stream().map(behavior -> behavior.get("path_pattern")).toList())
                .isEqualTo(((List<?>) cloudFormation.getOrDefault("CacheBehaviors", List.of())).stream()
                        .map(behavior -> map(behavior).get("PathPattern")).toList());
        Map<String, Object> required = required(content);
        assertThat(behaviors(terraform)).filteredOn(behavior -> "bucket".equals(behavior.get("target_origin_id"))).allSatisfy(
                behavior -> assertThat(behavior).containsKey("trusted_key_groups").containsAllEntriesOf(required));
        Map<String, Object> byDefault = map(terraform.get("default_cache_behavior"));
        assertThat(byDefault).containsAllEntriesOf(required);
        assertThat(byDefault.containsKey("trusted_key_groups"))
                .isEqualTo(map(cloudFormation.get("DefaultCacheBehavior")).containsKey("TrustedKeyGroups"));
        assertThat(terraform.get("is_ipv6_enabled")).isEqualTo(cloudFormation.get("IPV6Enabled"));
        assertThat(terraform.get("aliases")).isEqualTo(cloudFormation.get("Aliases"));
    }

    private static Map<String, Object> required(PrivateContent content) {
        return Map.of("target_origin_id", "bucket", "viewer_protocol_policy",
                content.gate() == null ? "https-only" : "redirect-to-https", "allowed_methods", List.of("GET", "HEAD"),
                "cached_methods", List.of("GET", "HEAD"));
    }

    static List<Map<String, Object>> behaviors(Map<String, Object> distribution) {
        Object behaviors = distribution.get("ordered_cache_behavior");
        return behaviors == null ? List.of()
                : behaviors instanceof List<?> list ? list.stream().map(TerraformTest::map).toList()
                        : List.of(map(behaviors));
    }

    static Map<String, Object> parse(PrivateContent content) throws HCLParserException, java.io.IOException {
        return new HCLParser().parse(Contents.text(content, "Terraform"));
    }

    static Map<String, Object> only(Map<String, Object> resources, String type) {
        Set<Map.Entry<String, Object>> named = map(resources.get(type)).entrySet();
        assertThat(named).hasSize(1);
        return map(named.iterator().next().getValue());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
