package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.source.util.JavacTask;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;

/**
 * The generated texts work when they are copied and pasted.
 */
class GoLiveTextsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<PrivateContent> contents() {
        return Contents.all();
    }

    @ParameterizedTest
    @NeedsProgram({ Program.BASH, Program.OPENSSL })
    @EnumSource
    void keyPairFromTheCommands_isAcceptedByTheSigner(KeyType keyType, @TempDir Path directory) throws Exception {
        run(directory, "-e", Contents.text(Contents.known(), "OpenSSL", keyType));
        assertThat(LocalKeys.load("K1", Files.readAllBytes(directory.resolve("private-key.pem")), null, HashAlgorithm.SHA256,
                SigningCrypto.jdk(Optional.empty()))
                .publicKeyPem().strip()).isEqualTo(Files.readString(directory.resolve("public-key.pem")).strip());
    }

    @Test
    void unknownKeyType_isRejected() {
        assertThat(KeyType.named("")).isEqualTo(KeyType.P256);
        assertThatThrownBy(() -> KeyType.named("RSA4096")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CloudFront does not accept keys of the type RSA4096. Use P256 or RSA2048");
    }

    @ParameterizedTest
    @NeedsProgram(Program.BASH)
    @MethodSource("contents")
    void commands_areValidShell(PrivateContent content, @TempDir Path directory) throws Exception {
        run(directory, "-n", Contents.text(content, "AWS CLI"));
    }

    @Test
    void existingBehaviors_areRestrictedAndMissingOnesAdded() throws Exception {
        JsonNode restricted = restrict(Contents.known(), """
                {"ETag": "E1", "DistributionConfig": {"Comment": "kept",
                  "DefaultCacheBehavior": {"TargetOriginId": "bucket", "ViewerProtocolPolicy": "allow-all"},
                  "CacheBehaviors": {"Quantity": 2, "Items": [
                    {"PathPattern": "css/*", "TargetOriginId": "styles"},
                    {"PathPattern": "albums/*", "TargetOriginId": "pictures"}]}}}""");
        assertThat(restricted.get("Comment").textValue()).isEqualTo("kept");
        assertThat(restricted.get("DefaultCacheBehavior").has("TrustedKeyGroups")).isFalse();
        JsonNode behaviors = restricted.get("CacheBehaviors");
        assertThat(behaviors.get("Quantity").intValue()).isEqualTo(3);
        assertThat(behaviors.get("Items")).extracting(item -> item.get("PathPattern").textValue() + " "
                + item.get("TargetOriginId").textValue() + " " + item.at("/TrustedKeyGroups/Items/0").textValue())
                .containsExactly("albums/* pictures G1", "/videos/* bucket G1", "css/* styles null");
        assertThat(behaviors.at("/Items/1/ViewerProtocolPolicy").textValue()).isEqualTo("https-only");
    }

    @Test
    void distributionWithoutBehaviors_isRestricted() throws Exception {
        String present = """
                {"DistributionConfig": {"DefaultCacheBehavior": {"TargetOriginId": "bucket"}, "CacheBehaviors": {"Quantity": 0}}}""";
        assertThat(restrict(Contents.known(), present).at("/CacheBehaviors/Items")).hasSize(2);

        JsonNode everything = restrict(Contents.unknown(), present);
        assertThat(everything.at("/CacheBehaviors/Quantity").intValue()).isZero();
        assertThat(everything.at("/DefaultCacheBehavior/TrustedKeyGroups")).isEqualTo(JSON.readTree("""
                {"Enabled": true, "Quantity": 1, "Items": ["G1"]}"""));
        assertThat(everything.get("IsIPV6Enabled").booleanValue()).isFalse();
        assertThat(everything.at("/DefaultCacheBehavior/TargetOriginId").textValue()).isEqualTo("bucket");
    }

    static JsonNode restrict(PrivateContent content, String config) throws Exception {
        Matcher command = Pattern.compile("jq --arg group \"\\$KEY_GROUP_ID\" "
                + "(?:--arg cachePolicy \"\\$CACHE_POLICY_ID\" )?(?:--argjson paths '(.*?)' )?'(.*?)'", Pattern.DOTALL)
                .matcher(Contents.text(content, "AWS CLI"));
        assertThat(command.find()).isTrue();
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
        scope.setValue("group", JSON.getNodeFactory().textNode("G1"));
        scope.setValue("cachePolicy", JSON.getNodeFactory().textNode("P1"));
        if (command.group(1) != null) {
            scope.setValue("paths", JSON.readTree(command.group(1)));
        }
        List<JsonNode> results = new ArrayList<>();
        JsonQuery.compile(command.group(2), Versions.JQ_1_7).apply(scope, JSON.readTree(config), results::add);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void cdkStack_isValidJava(PrivateContent content) throws IOException {
        String source = Contents.text(content, "CDK (Java)");
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, problems, null, null,
                List.of(new SimpleJavaFileObject(URI.create("string:///PrivateContentStack.java"), JavaFileObject.Kind.SOURCE) {

                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                }));
        task.parse();
        assertThat(problems.getDiagnostics()).extracting(Diagnostic::toString).isEmpty();
        List<String> patterns = Pattern.compile("(?:Map\\.entry|behaviors\\.put)\\(\"(.*?)\", (?:restricted|site)\\)")
                .matcher(source).results().map(entry -> entry.group(1)).toList();
        assertThat(patterns).isEqualTo(content.everything() ? List.of() : content.patterns());
        assertThat(source.contains(".enableIpv6(false)")).isEqualTo(!content.ipv6());
        assertThat(source.contains(content.gate() == null ? ".defaultBehavior(restricted)" : ".defaultBehavior(site)"))
                .isEqualTo(content.everything());
    }

    @ParameterizedTest
    @MethodSource("contents")
    void properties_configureTheSigner(PrivateContent content) throws IOException {
        String text = Contents.text(content, "application.properties");
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        SmallRyeConfig config = new SmallRyeConfigBuilder().withProfile("prod").addDefaultInterceptors()
                .addDiscoveredConverters().withMapping(CloudFrontSignersRuntimeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "application.properties", 100)).build();
        CloudFrontSignersRuntimeConfig signers = config.getConfigMapping(CloudFrontSignersRuntimeConfig.class);
        assertThat(signers.signers()).containsKey(content.signer());
        assertThat(signers.signers().get(content.signer()).url()).contains(content.urlOrExample());
        assertThat(signers.signers().get(content.signer()).keyPairId()).contains("K2JCJMDEHXQW5F");
        assertThat(signers.signers().get(content.signer()).privateKeyLocation())
                .contains("/run/secrets/cloudfront/private-key.pem");
        assertThat(text.contains("cookies.domain")).isEqualTo(content.cookies());
    }

    @Test
    void names_areValidInAws() {
        assertThat(Contents.known().name()).isEqualTo("gallery");
        assertThat(Contents.alias().name()).isEqualTo("gallery-media");
        assertThat(Contents.all()).allSatisfy(content -> assertThat(content.name()).matches("[a-z0-9][a-z0-9-]{0,31}"));
        assertThat(new PrivateContent("写真", "", null, List.of(), List.of(), false, true, false, false, null).name())
                .isEqualTo("private-content");
    }

    private static void run(Path directory, String option, String script) throws Exception {
        Path file = Files.writeString(directory.resolve("script.sh"), script);
        Process shell = new ProcessBuilder(Program.BASH.path(), option, file.toString()).directory(directory.toFile())
                .redirectErrorStream(true).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
    }
}
