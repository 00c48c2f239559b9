package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;

/**
 * The templates set up what the rules require, with the same result for each tool.
 */
class SetupTest {

    /** Types whose only properties are those that the rules compare, one by one. */
    private static final List<String> KNOWN_BY_THE_RULES = List.of("AWS::CloudFront::CachePolicy",
            "AWS::CloudFront::Function", "AWS::CloudWatch::Alarm");

    static Stream<Arguments> templates() {
        return Stream.of(Tool.values())
                .flatMap(tool -> Contents.all().stream().map(content -> Arguments.of(tool, content)));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void template_followsTheRules(Tool tool, PrivateContent content) {
        String template = tool.template(content);
        for (Map<String, String> keys : Stream.of(Tool.FIRST, Tool.BOTH, Tool.SECOND).toList()) {
            SetupRules.check(content, keys, tool.setup(content, template, keys));
        }
        assertThat(content.unknown()).allSatisfy(place -> assertThat(template).contains("#   " + place + "\n"));
    }

    static Stream<PrivateContent> contents() {
        return Contents.all().stream();
    }

    @ParameterizedTest
    @MethodSource("contents")
    void resources_matchTheSchemasOfAws(PrivateContent content) throws IOException {
        Map<String, Map<String, Object>> resources = CloudFormation.resources(
                Tool.CLOUD_FORMATION.template(content),
                Map.of("PublicKeyA", Tool.FIRST.get("A"), "AlarmTopic", "arn", "MarkKeys", Tool.markKeys()));
        for (Map<String, Object> resource : resources.values()) {
            String type = (String) resource.get("Type");
            if (type.equals("AWS::S3::Bucket")) {
                assertThat(resource).containsEntry("DeletionPolicy", "Retain").containsEntry("UpdateReplacePolicy", "Retain");
            } else if (!KNOWN_BY_THE_RULES.contains(type)) {
                OutputUnit result = validate(type, CloudFormation.map(resource.get("Properties")));
                assertThat(result.getValid()).as(type + ": " + result.getErrors()).isTrue();
            }
        }
    }

    @Test
    void alarm_isOptional() {
        assertThat(CloudFormation.resources(Tool.CLOUD_FORMATION.template(Contents.known()),
                Map.of("PublicKeyA", Tool.FIRST.get("A")))).doesNotContainKey("RefusedRequestsAlarm");
    }

    @Test
    void parametersAndOutputs_areThoseOfTheGuide() {
        String cloudFormation = Tool.CLOUD_FORMATION.template(Contents.known());
        Map<String, Object> url = Map.of("Value", "https://${Distribution.DomainName}");
        Map<String, Object> group = Map.of("Value", "KeyGroup");
        Map<String, Object> distribution = Map.of("Value", "Distribution");
        assertThat(CloudFormation.outputs(cloudFormation, Map.of("PublicKeyA", Tool.FIRST.get("A")))).isEqualTo(Map.of(
                "KeyPairIdA", Map.of("Condition", "HasKeyA", "Value", "KeyA"), "KeyGroupId", group, "DistributionId",
                distribution, "Url", url));
        assertThat(CloudFormation.outputs(cloudFormation, Map.of("PublicKeyB", Tool.SECOND.get("B")))).isEqualTo(Map.of(
                "KeyPairIdB", Map.of("Condition", "HasKeyB", "Value", "KeyB"), "KeyGroupId", group, "DistributionId",
                distribution, "Url", url));

        Map<String, Object> terraform = Hcl.parse(Tool.TERRAFORM.template(Contents.known()));
        // a default would bring the first key back if it is forgotten that the keys have been rotated
        assertThat(CloudFormation.map(terraform.get("variable public_keys"))).containsEntry("type", "${map(string)}")
                .doesNotContainKey("default");
        assertThat(CloudFormation.map(terraform.get("variable alarm_topic"))).containsEntry("default", "");
        assertThat(terraform).containsEntry("provider aws", Map.of("alias", "us_east_1", "region", "us-east-1"))
                .containsEntry("output key_pair_ids",
                        Map.of("value", "${{ for slot, key in aws_cloudfront_public_key.signer : slot => key.id }}"))
                .containsEntry("output key_group_id", Map.of("value", "${aws_cloudfront_key_group.signer.id}"))
                .containsEntry("output distribution_id", Map.of("value", "${aws_cloudfront_distribution.content.id}"))
                .containsEntry("output url", Map.of("value", "https://${aws_cloudfront_distribution.content.domain_name}"));
    }

    /** The module {@code aws} is no dependency of this one. */
    @Test
    void permissionsOfTheApplication_areForTheRequestsThatItMakes() throws IOException {
        String client = Files
                .readString(Path.of("..", "aws", "src", "main", "java", "io", "quarkiverse", "cloudfront", "signer",
                        "aws", "revocation", "StoreClient.java"));
        Object requests = Pattern.compile("send\\(\"(\\w+)\"").matcher(client).results()
                .map(request -> "cloudfront-keyvaluestore:" + request.group(1)).sorted().toList();

        assertThat(Tool.TERRAFORM.setup(Contents.marks(), Tool.TERRAFORM.template(Contents.marks()), Tool.FIRST)
                .get("RevocationsPolicy").toString()).contains("Action=" + requests);
    }

    /** An empty list would accept the marks of everybody: its only key would be empty. */
    @Test
    void keysOfMarks_areParametersThatAreNotShown() {
        Map<String, Object> keys = CloudFormation.parameter(Tool.CLOUD_FORMATION.template(Contents.marks()), "MarkKeys");
        assertThat(keys).containsEntry("NoEcho", true).doesNotContainKey("Default");
        assertThat(Tool.markKeys()).matches((String) keys.get("AllowedPattern"));
        assertThat(List.of("", ",", Tool.markKeys().split("=")[0], "', '=")).allSatisfy(
                each -> assertThat(each).doesNotMatch((String) keys.get("AllowedPattern")));

        Map<String, Object> variable = CloudFormation
                .map(Hcl.parse(Tool.TERRAFORM.template(Contents.marks())).get("variable mark_keys"));
        assertThat(variable).containsEntry("sensitive", true).doesNotContainKey("default");
        assertThat(CloudFormation.map(((List<?>) variable.get("validation")).get(0))).containsEntry("condition",
                "${can(regex(\"" + keys.get("AllowedPattern") + "\", var.mark_keys))}");
    }

    @ParameterizedTest
    @MethodSource("contents")
    void applicationWithoutMarks_hasNothingOfThem(PrivateContent content) {
        assertThat(content.marks().isPresent()).isEqualTo(new GoLiveGenerator().generate(content, KeyType.P256).stream()
                .anyMatch(text -> text.text().matches("(?si).*(?:mark|revocation|keyvaluestore|key_value_store).*")));
    }

    private static OutputUnit validate(String type, Map<String, Object> properties) throws IOException {
        String file = "/cloudformation/" + type.replace("::", "-") + ".json";
        try (InputStream schema = SetupTest.class.getResourceAsStream(file)) {
            return Validator.create(
                    JsonSchema.of(new JsonObject(new String(schema.readAllBytes(), StandardCharsets.UTF_8))),
                    new JsonSchemaOptions().setDraft(Draft.DRAFT7).setBaseUri("https://schema.example.com")
                            .setOutputFormat(OutputFormat.Basic))
                    .validate(new JsonObject(properties));
        }
    }
}
