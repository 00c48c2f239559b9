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
            }
            OutputUnit result = validate(type, CloudFormation.map(resource.getOrDefault("Properties", Map.of())));
            assertThat(result.getValid()).as(type + ": " + result.getErrors()).isTrue();
        }
    }

    @Test
    void alarm_isOptional() {
        assertThat(CloudFormation.resources(Tool.CLOUD_FORMATION.template(Contents.known()),
                Map.of("PublicKeyA", Tool.FIRST.get("A")))).doesNotContainKeys("RefusedRequestsAlarm", "Monitoring");
    }

    @Test
    void parametersAndOutputs_areThoseOfTheGuide() {
        String cloudFormation = Tool.CLOUD_FORMATION.template(Contents.known());
        Map<String, Object> url = Map.of("Value", "https://Distribution.DomainName");
        Map<String, Object> group = Map.of("Value", "KeyGroup");
        Map<String, Object> distribution = Map.of("Value", "Distribution");
        String runbooks = "URL=https://Distribution.DomainName\nDISTRIBUTION_ID=Distribution\nKEY_GROUP_ID=KeyGroup\n"
                + "KEY_PAIR_IDS='%s'\nBUCKET=Bucket\nPRIVATE_PATHS='/albums/* /videos/*'\nREPLICAS='10.0.0.11:8080 10.0.0.12:8080' # replace\n"
                + "ADMIN_TOKEN=$(get-token) # replace";
        String description = "The variables of the runbooks";
        assertThat(CloudFormation.outputs(cloudFormation, Map.of("PublicKeyA", Tool.FIRST.get("A")))).isEqualTo(Map.of(
                "KeyPairIdA", Map.of("Condition", "HasKeyA", "Value", "KeyA"), "KeyGroupId", group, "DistributionId",
                distribution, "Url", url, "Runbooks",
                Map.of("Description", description, "Value", runbooks.formatted("KeyA "))));
        assertThat(CloudFormation.outputs(cloudFormation, Map.of("PublicKeyB", Tool.SECOND.get("B")))).isEqualTo(Map.of(
                "KeyPairIdB", Map.of("Condition", "HasKeyB", "Value", "KeyB"), "KeyGroupId", group, "DistributionId",
                distribution, "Url", url, "Runbooks",
                Map.of("Description", description, "Value", runbooks.formatted(" KeyB"))));

        String terraform = Tool.TERRAFORM.template(Contents.known());
        Map<String, Object> variables = Terraform.blocks(terraform, "variable");
        // a default would bring the first key back if it is forgotten that the keys have been rotated
        assertThat(CloudFormation.map(variables.get("public_keys"))).doesNotContainKey("default");
        assertThat(CloudFormation.map(variables.get("alarm_topic"))).containsEntry("default", "");
        assertThat(Terraform.blocks(terraform, "provider"))
                .isEqualTo(Map.of("aws", Map.of("alias", "us_east_1", "region", "us-east-1")));
        assertThat(Terraform.blocks(terraform, "output")).isEqualTo(Map.of(
                "key_pair_ids", Map.of("value", List.of(Map.of("id", "KeyA"), Map.of("id", "KeyB"))),
                "key_group_id", Map.of("value", "KeyGroup"), "distribution_id", Map.of("value", "Distribution"), "url",
                Map.of("value", "https://Distribution.DomainName"), "runbooks",
                Map.of("value", runbooks.formatted("KeyA KeyB"))));
        // the parser drops the rest of them
        assertThat(terraform).contains("= map(string)\n", ": slot => key.id }");
    }

    /** The {@code aws} module is no dependency of this one. */
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
                .map(Terraform.blocks(Tool.TERRAFORM.template(Contents.marks()), "variable").get("mark_keys"));
        assertThat(variable).containsEntry("sensitive", true).doesNotContainKey("default");
        assertThat(CloudFormation.map(variable.get("validation"))).containsEntry("condition",
                List.of(keys.get("AllowedPattern"), Tool.markKeys()));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void applicationWithoutMarks_hasNothingOfThem(PrivateContent content) {
        assertThat(content.marks().isPresent()).isEqualTo(new GoLiveGenerator().generate(content, KeyType.P256).stream()
                .anyMatch(
                        text -> text.text().matches("(?si).*(?:marks|mark.?keys|revocation|keyvaluestore|key_value_store).*")));
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
