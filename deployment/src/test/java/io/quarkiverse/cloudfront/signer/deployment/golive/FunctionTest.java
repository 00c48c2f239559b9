package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Each tool creates the same function for pages, and associates it with the behaviors of the site only.
 */
class FunctionTest {

    private static final String PRESENT = """
            {"DefaultRootObject": "", "DefaultCacheBehavior": {"TargetOriginId": "bucket"},
              "Origins": {"Quantity": 1, "Items": [{"Id": "bucket", "DomainName": "b.s3.amazonaws.com"}]},
              "CustomErrorResponses": {"Quantity": 0}, "CacheBehaviors": {"Quantity": 4, "Items": [
                {"PathPattern": "docs/*", "FunctionAssociations": {"Quantity": 1, "Items": [
                  {"EventType": "viewer-response", "FunctionARN": "arn:aws:cloudfront::1:function/mine"}]}},
                {"PathPattern": "/tenants/*", "FunctionAssociations": {"Quantity": 1, "Items": [
                  {"EventType": "viewer-request", "FunctionARN": "arn:aws:cloudfront::1:function/mine"}]}},
                {"PathPattern": "/videos/*"}, {"PathPattern": "docs/access/*"}]}}""";

    static List<PrivateContent> withFunction() {
        return List.of(Contents.application(), Contents.parts());
    }

    static List<PrivateContent> withoutFunction() {
        return List.of(Contents.known(), Contents.site(), Contents.unknownNextToGate());
    }

    private static String script(PrivateContent content) {
        return Contents.text(content, "Function");
    }

    @ParameterizedTest
    @MethodSource("withoutFunction")
    void siteOfFiles_needsNoFunction(PrivateContent content) {
        assertThat(new GoLiveGenerator().generate(content, KeyType.P256))
                .allSatisfy(
                        text -> assertThat(text.text() + text.file()).doesNotContain("viewer-request", "viewer_request",
                                "VIEWER_REQUEST", "FunctionCode", "FUNCTION_ARN"));
    }

    @Test
    void script_knowsThePartsOfTheSite() {
        assertThat(script(Contents.application())).contains("{prefix: \"/\", pages: \"spa\"}");
        assertThat(script(Contents.parts())).contains("{prefix: \"/docs/\", pages: \"directories\"}",
                "{prefix: \"/tenants/\", pages: \"spa\"}");
    }

    @ParameterizedTest
    @MethodSource("withFunction")
    void cloudFormation_associatesTheFunctionWithTheSite(PrivateContent content) {
        Map<String, Object> function = map(
                map(CloudFormationTest.template(content).get("Resources")).get("ViewerRequestFunction"));
        assertThat(function).containsEntry("Type", "AWS::CloudFront::Function");
        assertThat(map(function.get("Properties"))).containsOnlyKeys("Name", "AutoPublish", "FunctionConfig", "FunctionCode")
                .containsEntry("FunctionCode", script(content)).containsEntry("AutoPublish", true)
                .containsEntry("Name", content.name() + "-viewer-request").containsEntry("FunctionConfig",
                        Map.of("Comment", "Pages of " + content.name(), "Runtime", "cloudfront-js-2.0"));

        Map<String, Object> distribution = CloudFormationTest.distribution(content);
        assertThat(map(distribution.get("DefaultCacheBehavior")).containsKey("FunctionAssociations"))
                .isEqualTo(content.everything());
        for (Object behavior : (List<?>) distribution.get("CacheBehaviors")) {
            assertThat(map(behavior).get("FunctionAssociations")).isEqualTo(
                    content.sitePatterns().contains(map(behavior).get("PathPattern")) ? List.of(Map.of("EventType",
                            "viewer-request", "FunctionARN", "ViewerRequestFunction.FunctionMetadata.FunctionARN")) : null);
        }
    }

    @ParameterizedTest
    @MethodSource("withFunction")
    void terraform_associatesTheFunctionWithTheSite(PrivateContent content) throws Exception {
        Map<String, Object> resources = map(TerraformTest.parse(content).get("resource"));
        assertThat(TerraformTest.only(resources, "aws_cloudfront_function"))
                .containsEntry("name", content.name() + "-viewer-request").containsEntry("runtime", "cloudfront-js-2.0")
                .containsEntry("publish", true);
        assertThat(Contents.text(content, "Terraform")).contains("  code    = file(\"viewer-request.js\")\n");

        Map<String, Object> distribution = TerraformTest.only(resources, "aws_cloudfront_distribution");
        assertThat(map(distribution.get("default_cache_behavior")).containsKey("function_association"))
                .isEqualTo(content.everything());
        for (Map<String, Object> behavior : TerraformTest.behaviors(distribution)) {
            assertThat(behavior.containsKey("function_association"))
                    .isEqualTo(content.sitePatterns().contains(behavior.get("path_pattern")));
        }
        assertThat(Contents.text(content, "Terraform")).contains("      event_type   = \"viewer-request\"\n"
                + "      function_arn = aws_cloudfront_function.viewer_request.arn\n");
    }

    @Test
    void commands_associateTheFunctionWhereThereIsNone() throws Exception {
        JsonNode changed = GateSetupTest.addGate(Contents.parts(), PRESENT);

        assertThat(changed.at("/CacheBehaviors/Items")).extracting(behavior -> behavior.get("PathPattern").textValue() + " "
                + behavior.path("FunctionAssociations").path("Items")).containsExactly("/docs/access/* ",
                        "docs/* [{\"EventType\":\"viewer-response\",\"FunctionARN\":\"arn:aws:cloudfront::1:function/mine\"},"
                                + "{\"EventType\":\"viewer-request\",\"FunctionARN\":\"arn:F\"}]",
                        "/tenants/* [{\"EventType\":\"viewer-request\",\"FunctionARN\":\"arn:aws:cloudfront::1:function/mine\"}]",
                        "/videos/* ");
        assertThat(changed.at("/CacheBehaviors/Items/1/FunctionAssociations/Quantity").intValue()).isEqualTo(2);
        assertThat(changed.at("/DefaultCacheBehavior").has("FunctionAssociations")).isFalse();
        assertThat(GateSetupTest.addGate(Contents.application(), PRESENT)
                .at("/DefaultCacheBehavior/FunctionAssociations/Items/0/FunctionARN").textValue()).isEqualTo("arn:F");
    }

    /** A site in S3 may have its own pages for errors, on which a single-page application relies. */
    @Test
    void commands_sayWhatChangesBeforeItChanges() throws Exception {
        String errors = PRESENT.replace("{\"Quantity\": 0}",
                """
                        {"Quantity": 3, "Items": [{"ErrorCode": 403, "ResponsePagePath": "/index.html", "ResponseCode": "200"},
                          {"ErrorCode": 404, "ResponsePagePath": "/index.html"}, {"ErrorCode": 500, "ResponsePagePath": "/e.html"}]}""");

        assertThat(changes(Contents.parts(), errors)).containsExactly(
                "Status 403 shows /index.html. The gate replaces it by /docs/access/denied, which leads to the login.",
                "Status 404 shows /index.html. Files that do not exist now have this status, and no longer 403.",
                "The behavior /tenants/* has a function on viewer request, arn:aws:cloudfront::1:function/mine. It stays: call "
                        + "the parts of viewer-request.js from it.");
        assertThat(changes(Contents.site(), errors)).hasSize(2);
        assertThat(changes(Contents.site(), PRESENT.replace("{\"Quantity\": 0}", """
                {"Quantity": 1, "Items": [{"ErrorCode": 403, "ResponsePagePath": "/private-access/denied"}]}"""))).isEmpty();
        for (PrivateContent content : Contents.withGate()) {
            assertThat(Contents.text(content, "AWS CLI")).containsSubsequence("CHANGES_ACCEPTED=no\n", "\nCHANGES=",
                    "if [ -n \"$CHANGES\" ] && [ \"$CHANGES_ACCEPTED\" != yes ]; then\n", "\nelse\n", "create-public-key",
                    "update-distribution", "put-bucket-policy", "\nfi\n");
        }
    }

    @Test
    @NeedsProgram(Program.BASH)
    void commands_areAScript(@TempDir Path directory) throws Exception {
        for (PrivateContent content : Contents.all()) {
            Path script = Files.writeString(directory.resolve("restrict.sh"), Contents.text(content, "AWS CLI"));
            Process bash = new ProcessBuilder(Program.BASH.path(), "-n", script.toString()).redirectErrorStream(true).start();
            bash.getOutputStream().close();
            assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).as(content.name()).isEmpty();
            assertThat(bash.waitFor()).isZero();
        }
    }

    private static List<String> changes(PrivateContent content, String config) throws Exception {
        Matcher command = Pattern.compile("CHANGES=\\$\\(jq -r '(.*?)' \\\\\n", Pattern.DOTALL)
                .matcher(Contents.text(content, "AWS CLI"));
        assertThat(command.find()).isTrue();
        return GateSetupTest.results(command.group(1), "{\"DistributionConfig\": " + config + "}").stream()
                .map(JsonNode::textValue).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
