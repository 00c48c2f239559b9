package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;

/**
 * Each tool sets up the same for a gate: the application behind its paths, the page for status 403, and private files.
 */
class GateSetupTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE");

    static List<PrivateContent> withoutGate() {
        return Contents.withoutGate();
    }

    static List<PrivateContent> withGate() {
        return Contents.withGate();
    }

    @ParameterizedTest
    @MethodSource("withoutGate")
    void applicationWithoutGate_isNotAnOriginOfItsDistribution(PrivateContent content) {
        assertThat(new GoLiveGenerator().generate(content, KeyType.P256)).extracting(GoLiveText::text)
                .allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase("gate", "applicationHost", "application_host",
                        "ListBucket", "index.html", "redirect-to-https", "headers_policy", "HeadersPolicy", "oidc"));
    }

    @Test
    void gatesOfASigner_areSetUpForItsDistributionOnly() {
        List<AccessPoint> gates = List.of(gate("/docs/*", SignerName.DEFAULT), gate("/films/*", "media"),
                gate("/drafts/*", SignerName.DEFAULT));
        assertThat(GateSetup.of(SignerName.DEFAULT, gates))
                .isEqualTo(new GateSetup("/private-access/*", "/private-access/denied", List.of("/docs/*", "/drafts/*"),
                        Site.OF_FILES));
        assertThat(GateSetup.of("media", gates))
                .isEqualTo(new GateSetup("/private-access/*", "/private-access/denied", List.of("/films/*"), Site.OF_FILES));
        assertThat(GateSetup.of("photos", gates)).isNull();
    }

    private static AccessPoint gate(String resource, String signer) {
        return new AccessPoint("gate", "/private-access/login", "/private-access/*", "/private-access/denied", signer, resource,
                "", "", "/", "files");
    }

    @Test
    void patternsWithFilesOfAGate_belongToTheSite() {
        GateSetup gate = new GateSetup("/private-access/*", "/private-access/denied",
                List.of("/docs/*", "/tenants/{claim.tenant}/*", "/start.html"), Site.OF_FILES);
        assertThat(gate.sitePatterns(List.of("/docs*", "/start.html", "/tenants/*", "/videos/*")))
                .containsExactly("/docs*", "/start.html", "/tenants/*");
        assertThat(gate.sitePatterns(List.of("*"))).containsExactly("*");
    }

    @ParameterizedTest
    @MethodSource("withGate")
    void cloudFormation_leadsToTheApplicationFirst(PrivateContent content) {
        GateSetup gate = content.gate();
        Map<String, Object> distribution = CloudFormationTest.distribution(content);
        List<Map<String, Object>> behaviors = maps(distribution.get("CacheBehaviors"));
        assertThat(behaviors.get(0)).containsEntry("PathPattern", gate.pattern())
                .containsEntry("TargetOriginId", "application").containsEntry("AllowedMethods", METHODS)
                .containsEntry("ViewerProtocolPolicy", "redirect-to-https").containsEntry("CachePolicyId", CACHING_DISABLED)
                .containsEntry("OriginRequestPolicyId", ALL_VIEWER).doesNotContainKey("TrustedKeyGroups");
        assertThat(behaviors).extracting(behavior -> behavior.get("TargetOriginId")).containsOnlyOnce("application");
        assertThat(maps(distribution.get("Origins")).get(1)).containsEntry("DomainName", "ApplicationHost")
                .containsEntry("CustomOriginConfig",
                        Map.of("OriginProtocolPolicy", "https-only", "OriginSSLProtocols", List.of("TLSv1.2")));
        assertThat(distribution).containsEntry("DefaultRootObject", "index.html").containsEntry("CustomErrorResponses",
                List.of(Map.of("ErrorCode", 403, "ResponseCode", 403, "ResponsePagePath", gate.deniedPage(),
                        "ErrorCachingMinTTL", 0), Map.of("ErrorCode", 503, "ErrorCachingMinTTL", 0)));
        assertThat(siteBehaviors(distribution)).isEqualTo(content.everything() ? List.of("*") : content.sitePatterns());
    }

    private static List<Object> siteBehaviors(Map<String, Object> distribution) {
        List<Object> found = new ArrayList<>();
        if (map(distribution.get("DefaultCacheBehavior")).containsKey("ResponseHeadersPolicyId")) {
            found.add("*");
        }
        maps(distribution.get("CacheBehaviors")).stream()
                .filter(behavior -> behavior.containsKey("ResponseHeadersPolicyId"))
                .forEach(behavior -> found.add(behavior.get("PathPattern")));
        return found;
    }

    @Test
    void cloudFormation_letsS3ReportMissingFilesWithoutListingThem() {
        Map<String, Object> resources = map(CloudFormationTest.template(Contents.site()).get("Resources"));
        Map<String, Object> policy = map(map(map(resources.get("BucketPolicy")).get("Properties")).get("PolicyDocument"));
        assertThat(maps(policy.get("Statement"))).extracting(statement -> statement.get("Action") + " "
                + statement.get("Resource")).containsExactly("s3:GetObject ${Bucket.Arn}/*", "s3:ListBucket Bucket.Arn");
        assertThat(maps(policy.get("Statement"))).extracting(statement -> statement.get("Condition")).doesNotContainNull()
                .containsOnly(maps(policy.get("Statement")).get(0).get("Condition"));
    }

    @ParameterizedTest
    @MethodSource("withGate")
    void terraform_setsUpTheSame(PrivateContent content) throws Exception {
        Map<String, Object> resources = map(TerraformTest.parse(content).get("resource"));
        Map<String, Object> terraform = TerraformTest.only(resources, "aws_cloudfront_distribution");
        Map<String, Object> cloudFormation = CloudFormationTest.distribution(content);

        Map<String, Object> first = TerraformTest.behaviors(terraform).get(0);
        Map<String, Object> expected = maps(cloudFormation.get("CacheBehaviors")).get(0);
        assertThat(first).containsEntry("cached_methods", List.of("GET", "HEAD")).doesNotContainKey("trusted_key_groups");
        assertThat(List.of(first.get("path_pattern"), first.get("target_origin_id"), first.get("viewer_protocol_policy"),
                first.get("allowed_methods"), first.get("cache_policy_id"), first.get("origin_request_policy_id")))
                .isEqualTo(List.of(expected.get("PathPattern"), expected.get("TargetOriginId"),
                        expected.get("ViewerProtocolPolicy"), expected.get("AllowedMethods"), expected.get("CachePolicyId"),
                        expected.get("OriginRequestPolicyId")));
        assertThat(TerraformTest.behaviors(terraform))
                .filteredOn(behavior -> behavior.containsKey("response_headers_policy_id"))
                .extracting(behavior -> behavior.get("path_pattern"))
                .isEqualTo(content.everything() ? List.of() : content.sitePatterns());
        assertThat(map(terraform.get("default_cache_behavior")).containsKey("response_headers_policy_id"))
                .isEqualTo(content.everything());
        assertThat(terraform).containsEntry("default_root_object", "index.html");
        assertThat(maps(terraform.get("custom_error_response"))).isEqualTo(List.of(
                Map.of("error_code", 403.0, "response_code", 403.0, "response_page_path", content.gate().deniedPage(),
                        "error_caching_min_ttl", 0.0),
                Map.of("error_code", 503.0, "error_caching_min_ttl", 0.0)));
        assertThat(Contents.text(content, "Terraform")).contains("    error_caching_min_ttl = 0\n",
                "      Action    = \"s3:ListBucket\"\n      Resource  = aws_s3_bucket.origin.arn\n",
                "    origin_id   = \"application\"\n    domain_name = var.application_host\n",
                "      origin_protocol_policy = \"https-only\"\n");
    }

    @Test
    void headersOfPrivateFiles_areTheSameForEachTool() throws Exception {
        Map<String, Object> resources = map(CloudFormationTest.template(Contents.site()).get("Resources"));
        JsonNode expected = JSON.valueToTree(map(map(resources.get("SiteHeadersPolicy")).get("Properties"))
                .get("ResponseHeadersPolicyConfig"));
        Matcher config = Pattern.compile("--response-headers-policy-config '(.*?)'", Pattern.DOTALL)
                .matcher(Contents.text(Contents.site(), "AWS CLI"));
        assertThat(config.find()).isTrue();
        // the only difference between both schemas
        assertThat(JSON.readTree(config.group(1).replace("\"Quantity\": 1, ", ""))).isEqualTo(expected);
        assertThat(expected.at("/CustomHeadersConfig/Items/0/Value").textValue()).isEqualTo("private, no-cache");

        assertThat(Contents.text(Contents.site(), "Terraform")).contains("      value    = \"private, no-cache\"\n",
                "referrer_policy = \"strict-origin-when-cross-origin\"\n", "access_control_max_age_sec = 31536000\n");
        assertThat(Contents.text(Contents.site(), "CDK (Java)")).contains(
                ".header(\"Cache-Control\").value(\"private, no-cache\").override(false)",
                "HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN", ".accessControlMaxAge(Duration.days(365))");
    }

    @Test
    void commands_addTheGateToAnExistingDistribution() throws Exception {
        JsonNode changed = addGate(Contents.parts(), """
                {"DefaultRootObject": "", "DefaultCacheBehavior": {"TargetOriginId": "bucket"},
                  "Origins": {"Quantity": 1, "Items": [{"Id": "bucket", "DomainName": "b.s3.amazonaws.com"}]},
                  "CustomErrorResponses": {"Quantity": 2, "Items": [{"ErrorCode": 403}, {"ErrorCode": 404}]},
                  "CacheBehaviors": {"Quantity": 4, "Items": [{"PathPattern": "docs/*"},
                    {"PathPattern": "/tenants/*", "ResponseHeadersPolicyId": "P1"}, {"PathPattern": "/videos/*"},
                    {"PathPattern": "docs/access/*"}]}}""");
        JsonNode behaviors = changed.get("CacheBehaviors");
        assertThat(behaviors.get("Quantity").intValue()).isEqualTo(4);
        assertThat(behaviors.get("Items")).extracting(item -> item.get("PathPattern").textValue() + " "
                + item.path("ResponseHeadersPolicyId").asText("-"))
                .containsExactly("/docs/access/* -", "docs/* H1", "/tenants/* P1", "/videos/* -");
        JsonNode gate = behaviors.at("/Items/0");
        assertThat(gate.get("TargetOriginId").textValue()).isEqualTo("application");
        assertThat(gate.get("CachePolicyId").textValue()).isEqualTo(CACHING_DISABLED);
        assertThat(gate.get("OriginRequestPolicyId").textValue()).isEqualTo(ALL_VIEWER);
        assertThat(gate.get("ViewerProtocolPolicy").textValue()).isEqualTo("redirect-to-https");
        assertThat(gate.at("/AllowedMethods/Items")).extracting(JsonNode::textValue).isEqualTo(METHODS);
        assertThat(gate.has("TrustedKeyGroups")).isFalse();

        assertThat(changed.at("/Origins/Quantity").intValue()).isEqualTo(2);
        assertThat(changed.at("/Origins/Items/1/DomainName").textValue()).isEqualTo("app.example.com");
        assertThat(changed.at("/Origins/Items/1/CustomOriginConfig/OriginProtocolPolicy").textValue()).isEqualTo("https-only");
        assertThat(changed.at("/CustomErrorResponses")).isEqualTo(JSON.readTree("""
                {"Quantity": 3, "Items": [{"ErrorCode": 404}, {"ErrorCode": 403, "ResponseCode": "403",
                  "ResponsePagePath": "/docs/access/denied", "ErrorCachingMinTTL": 0}, {"ErrorCode": 503,
                  "ResponseCode": "", "ResponsePagePath": "", "ErrorCachingMinTTL": 0}]}"""));
        assertThat(changed.get("DefaultRootObject").textValue()).isEqualTo("index.html");
        assertThat(changed.get("DefaultCacheBehavior").has("ResponseHeadersPolicyId")).isFalse();
    }

    @Test
    void commands_useTheOriginThatIsThereAlready() throws Exception {
        JsonNode changed = addGate(Contents.site(), """
                {"DefaultRootObject": "start.html", "DefaultCacheBehavior": {"TargetOriginId": "bucket"},
                  "Origins": {"Quantity": 2, "Items": [{"Id": "app", "DomainName": "app.example.com", "OriginPath": "/x"},
                    {"Id": "bucket", "DomainName": "b.s3.amazonaws.com"}]},
                  "CustomErrorResponses": {"Quantity": 1, "Items": [{"ErrorCode": 503, "ErrorCachingMinTTL": 5}]},
                  "CacheBehaviors": {"Quantity": 0}}""");
        assertThat(changed.at("/Origins/Items")).hasSize(2).extracting(origin -> origin.get("Id").textValue())
                .containsExactly("bucket", "app");
        assertThat(changed.at("/Origins/Items/1/OriginPath").textValue()).isEqualTo("/x");
        assertThat(changed.at("/CacheBehaviors/Items")).hasSize(1)
                .allSatisfy(behavior -> assertThat(behavior.get("TargetOriginId").textValue()).isEqualTo("app"));
        assertThat(changed.at("/DefaultCacheBehavior/ResponseHeadersPolicyId").textValue()).isEqualTo("H1");
        assertThat(changed.at("/CustomErrorResponses/Quantity").intValue()).isEqualTo(2);
        assertThat(changed.at("/CustomErrorResponses/Items/0/ErrorCachingMinTTL").intValue()).isEqualTo(5);
        assertThat(changed.get("DefaultRootObject").textValue()).isEqualTo("start.html");
    }

    static JsonNode addGate(PrivateContent content, String config) throws Exception {
        Matcher command = Pattern.compile(
                "--arg headers \"\\$HEADERS_POLICY_ID\" (?:--arg function \"\\$FUNCTION_ARN\" )?--argjson site '(.*?)' '(.*?)' "
                        + "restricted\\.json > gate\\.json",
                Pattern.DOTALL).matcher(Contents.text(content, "AWS CLI"));
        assertThat(command.find()).isTrue();
        Scope scope = scope();
        scope.setValue("host", JSON.getNodeFactory().textNode("app.example.com"));
        scope.setValue("function", JSON.getNodeFactory().textNode("arn:F"));
        scope.setValue("headers", JSON.getNodeFactory().textNode("H1"));
        scope.setValue("site", JSON.readTree(command.group(1)));
        return evaluate(scope, command.group(2), config);
    }

    @Test
    void commands_letS3ReportMissingFiles() throws Exception {
        Matcher command = Pattern.compile("--arg distribution \"\\$DISTRIBUTION_ARN\" '(.*?)' current-policy\\.json",
                Pattern.DOTALL).matcher(Contents.text(Contents.site(), "AWS CLI"));
        assertThat(command.find()).isTrue();
        Scope scope = scope();
        scope.setValue("bucket", JSON.getNodeFactory().textNode("b"));
        scope.setValue("distribution", JSON.getNodeFactory().textNode("arn:aws-cn:cloudfront::1:distribution/E1"));
        JsonNode expected = JSON.readTree("""
                {"Version": "2012-10-17", "Statement": [{"Action": "s3:GetObject"}, {"Sid": "CloudFrontListsFiles",
                  "Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:ListBucket",
                  "Resource": "arn:aws-cn:s3:::b", "Condition": {
                    "StringEquals": {"AWS:SourceArn": "arn:aws-cn:cloudfront::1:distribution/E1"}}}]}""");
        JsonNode changed = evaluate(scope, command.group(1), """
                {"Version": "2012-10-17", "Statement": {"Action": "s3:GetObject"}}""");
        assertThat(changed).isEqualTo(expected);
        assertThat(evaluate(scope, command.group(1), changed.toString())).isEqualTo(expected);
    }

    private static Scope scope() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
        return scope;
    }

    static List<JsonNode> results(String query, String input) throws Exception {
        return results(scope(), query, input);
    }

    private static List<JsonNode> results(Scope scope, String query, String input) throws Exception {
        List<JsonNode> results = new ArrayList<>();
        JsonQuery.compile(query, Versions.JQ_1_7).apply(scope, JSON.readTree(input), results::add);
        return results;
    }

    private static JsonNode evaluate(Scope scope, String query, String input) throws Exception {
        List<JsonNode> results = results(scope, query, input);
        assertThat(results).hasSize(1);
        // numbers of one type
        return JSON.readTree(results.get(0).toString());
    }

    @Test
    void cdkStack_keepsTheOrderOfBehaviors() {
        String stack = Contents.text(Contents.parts(), "CDK (Java)");
        assertThat(stack).containsSubsequence("behaviors = new LinkedHashMap<>();", "put(\"/docs/access/*\", gate);",
                "put(\"/docs/*\", site);", "put(\"/tenants/*\", site);", "put(\"/videos/*\", restricted);",
                ".additionalBehaviors(behaviors)", ".responsePagePath(\"/docs/access/denied\")", ".ttl(Duration.seconds(0))",
                "httpStatus(503).ttl(Duration.seconds(0))");
        assertThat(stack).contains(".allowedMethods(AllowedMethods.ALLOW_ALL)", "CachePolicy.CACHING_DISABLED",
                "OriginRequestPolicy.ALL_VIEWER", "OriginProtocolPolicy.HTTPS_ONLY",
                "List.of(AccessLevel.READ, AccessLevel.LIST)", ".defaultRootObject(\"index.html\")");
        assertThat(Contents.text(Contents.site(), "CDK (Java)")).doesNotContain("BehaviorOptions restricted");
    }

    @Test
    void properties_mentionHttps() {
        assertThat(Contents.text(Contents.site(), "application.properties"))
                .contains("# %prod.quarkus.oidc.authentication.force-redirect-https-scheme=true\n");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<Map<String, Object>> maps(Object value) {
        return ((List<?>) value).stream().map(GateSetupTest::map).toList();
    }
}
