package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;

/**
 * Compares the template with AWS's schemas of its resources.
 */
class CloudFormationTest {

    static final String CACHE_POLICY = "DownloadsCachePolicy";

    private static final String FUNCTION = "ViewerRequestFunction";
    private static final Pattern REFERENCE = Pattern.compile("!Ref (\\w+)|!GetAtt (\\w+)\\.|\\$\\{(\\w+)[.}]");

    static List<PrivateContent> contents() {
        return Contents.all();
    }

    @ParameterizedTest
    @MethodSource("contents")
    void resources_matchTheirSchemas(PrivateContent content) throws IOException {
        Map<String, Object> resources = map(template(content).get("Resources"));
        List<String> expected = new ArrayList<>(List.of("PublicKey", "KeyGroup", "Bucket", "OriginAccessControl",
                "Distribution", "BucketPolicy"));
        if (content.downloads()) {
            expected.add(CACHE_POLICY);
        }
        if (content.gate() != null) {
            expected.add("SiteHeadersPolicy");
            if (content.gate().function().isNeeded()) {
                expected.add(FUNCTION);
            }
        }
        assertThat(resources.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        for (Map.Entry<String, Object> resource : resources.entrySet()) {
            // a bucket cannot be wrong in a harmful way, and other tests check the cache policy and the function
            if (!List.of("Bucket", CACHE_POLICY, FUNCTION).contains(resource.getKey())) {
                OutputUnit result = validate(map(resource.getValue()));
                assertThat(result.getValid()).as(resource.getKey() + ": " + result.getErrors()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("contents")
    void references_areDefined(PrivateContent content) {
        Map<String, Object> template = template(content);
        Map<String, Object> defined = new TreeMap<>(map(template.get("Resources")));
        defined.putAll(map(template.get("Parameters")));
        String text = Contents.text(content, "CloudFormation").replaceAll("(?m)^\\s*#.*", "");
        List<String> references = REFERENCE.matcher(text).results().map(CloudFormationTest::name).toList();
        assertThat(references).isNotEmpty().isSubsetOf(defined.keySet());
        assertThat(map(template.get("Parameters")).keySet()).isSubsetOf(references);
    }

    private static String name(MatchResult reference) {
        return reference.group(1) != null ? reference.group(1)
                : reference.group(2) != null ? reference.group(2) : reference.group(3);
    }

    @Test
    void knownPaths_haveOneBehaviorEach() {
        Map<String, Object> distribution = distribution(Contents.known());
        assertThat(map(distribution.get("DefaultCacheBehavior"))).doesNotContainKey("TrustedKeyGroups");
        List<?> behaviors = (List<?>) distribution.get("CacheBehaviors");
        assertThat(behaviors).extracting(behavior -> map(behavior).get("PathPattern"))
                .containsExactly("/albums/*", "/videos/*");
        assertThat(behaviors).allSatisfy(behavior -> {
            assertThat(map(behavior)).containsEntry("TrustedKeyGroups", List.of("KeyGroup"))
                    .containsEntry("ViewerProtocolPolicy", "https-only");
        });
        assertThat(distribution).containsEntry("IPV6Enabled", true).doesNotContainKeys("Aliases", "ViewerCertificate");
    }

    @Test
    void unknownPaths_restrictTheDefaultBehavior() {
        Map<String, Object> distribution = distribution(Contents.unknown());
        assertThat(map(distribution.get("DefaultCacheBehavior"))).containsEntry("TrustedKeyGroups", List.of("KeyGroup"));
        assertThat(distribution).containsEntry("IPV6Enabled", false).doesNotContainKey("CacheBehaviors");
        assertThat(Contents.text(Contents.unknown(), "CloudFormation")).contains("#   org.acme.Photos#list\n");
    }

    @Test
    void alternateDomainName_requiresACertificate() {
        assertThat(distribution(Contents.alias())).containsEntry("Aliases", List.of("media.example.com"))
                .containsKey("ViewerCertificate");
        assertThat(Contents.text(Contents.alias(), "CloudFormation")).contains("Value: https://media.example.com\n");
    }

    static Map<String, Object> distribution(PrivateContent content) {
        Map<String, Object> resource = map(map(template(content).get("Resources")).get("Distribution"));
        return map(map(resource.get("Properties")).get("DistributionConfig"));
    }

    static Map<String, Object> template(PrivateContent content) {
        return new Yaml(new Intrinsics()).load(Contents.text(content, "CloudFormation"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static OutputUnit validate(Map<String, Object> resource) throws IOException {
        String file = "/cloudformation/" + ((String) resource.get("Type")).replace("::", "-") + ".json";
        try (InputStream schema = CloudFormationTest.class.getResourceAsStream(file)) {
            return Validator.create(
                    JsonSchema.of(new JsonObject(new String(schema.readAllBytes(), StandardCharsets.UTF_8))),
                    new JsonSchemaOptions().setDraft(Draft.DRAFT7).setBaseUri("https://schema.example.com")
                            .setOutputFormat(OutputFormat.Basic))
                    .validate(new JsonObject(map(resource.get("Properties"))));
        }
    }

    /** A reference is always a string in this template. */
    private static final class Intrinsics extends SafeConstructor {

        Intrinsics() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {

                @Override
                public Object construct(Node node) {
                    return ((ScalarNode) node).getValue();
                }
            });
        }
    }
}
