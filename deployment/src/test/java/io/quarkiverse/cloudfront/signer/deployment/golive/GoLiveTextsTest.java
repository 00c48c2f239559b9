package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The generated texts work when they are copied and pasted.
 */
class GoLiveTextsTest {

    static List<PrivateContent> contents() {
        return Contents.all();
    }

    @ParameterizedTest
    @NeedsProgram({ Program.BASH, Program.OPENSSL })
    @EnumSource
    void keyPairFromTheCommands_isAcceptedByTheSigner(KeyType keyType, @TempDir Path directory) throws Exception {
        run(directory, "-e", Contents.text(Contents.known(), "OpenSSL", keyType));
        assertThat(PublicKeys.pem(LocalKeys.load("K1", Files.readAllBytes(directory.resolve("private-key.pem")), null,
                HashAlgorithm.SHA256, SigningCrypto.jdk(Optional.empty())).publicKey()).strip())
                .isEqualTo(Files.readString(directory.resolve("public-key.pem")).strip());
    }

    /** Of the two parsers of Terraform's language, this one refuses what Terraform does, and {@link Terraform} has values. */
    @Test
    @NeedsProgram({ Program.BASH, Program.NPM })
    void terraform_isReadByHashiCorpsParser(@TempDir Path directory) throws Exception {
        for (PrivateContent content : contents()) {
            Files.writeString(directory.resolve(contents().indexOf(content) + ".tf"), Contents.text(content, "Terraform"));
        }
        run(directory, "-e", "cp -r '" + Path.of("src/test/hcl").toAbsolutePath() + "/.' .\n"
                + "npm ci --ignore-scripts --no-audit --no-fund\nnode parse.mjs *.tf");
    }

    @Test
    void unknownKeyType_isRejected() {
        assertThat(KeyType.named("")).isEqualTo(KeyType.P256);
        assertThatThrownBy(() -> KeyType.named("RSA4096")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CloudFront does not accept keys of the type RSA4096. Use P256 or RSA2048");
    }

    @ParameterizedTest
    @MethodSource("contents")
    void properties_configureTheSigner(PrivateContent content) throws IOException {
        String text = Contents.text(content, "application.properties");
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        assertThat(properties).as("dev and test mode do not have the secrets").allSatisfy((name, value) -> assertThat(
                value.toString().contains("/run/secrets/")).isEqualTo(name.toString().matches("%prod.*(location|secret)")));
        SmallRyeConfig config = new SmallRyeConfigBuilder().withProfile("prod").addDefaultInterceptors()
                .addDiscoveredConverters().withMapping(CloudFrontSignersRuntimeConfig.class)
                .withMapping(CloudFrontSignerBuildTimeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "application.properties", 100)).build();
        CloudFrontSignersRuntimeConfig signers = config.getConfigMapping(CloudFrontSignersRuntimeConfig.class);
        assertThat(signers.signers()).containsKey(content.signer());
        assertThat(signers.signers().get(content.signer()).url()).contains(content.urlOrExample());
        assertThat(signers.marksSecret().isPresent()).isEqualTo(content.marks().isPresent());
        assertThat(signers.signers().get(content.signer()).keyPairId()).contains("K2JCJMDEHXQW5F");
        assertThat(signers.signers().get(content.signer()).privateKeyLocation())
                .contains("/run/secrets/cloudfront/private-key.pem");
        assertThat(text.contains("cookies.domain")).isEqualTo(content.cookies());
    }

    @Test
    void propertiesOfMarks_haveTheSecretOfProductionOnly() {
        assertThat(Contents.text(Contents.marks(), "application.properties")).contains(
                "quarkus.cloudfront-signer.marks.enabled=true\n%prod.quarkus.cloudfront-signer.marks.secret=file:/run/secrets/");
        assertThat(Contents.text(Contents.marks(), "OpenSSL")).contains("rand -base64 32 > marks-secret",
                "--marks marks-secret --keys > mark-keys");
    }

    /** The name of a claim is not a part of the set-up. */
    @Test
    void urlWithPlaceholder_hasTenants() {
        assertThat(tenants("https://{claim.tenant}.media.example.com")).isEqualTo("media.example.com");
        assertThat(tenants("https://{claim.https://acme/tenant}.example.com/")).isEqualTo("example.com");
        assertThat(Stream
                .of(null, "https://media.example.com", "https://{claim.tenant}.com", "https://x{principal}.example.com",
                        "https://{principal}.a\nb.com", "https://{principal\n}.example.com", "https://{a}.{b}.example.com")
                .map(GoLiveTextsTest::tenants)).containsOnlyNulls();
        assertThat(Contents.tenants().alias()).isNull();
    }

    private static String tenants(String url) {
        return new PrivateContent("gallery", "", url, List.of(), List.of(), false, true, false, false, List.of(), null,
                Optional.empty(), false).tenants();
    }

    @Test
    void pages_showWhatIsGenerated() throws IOException {
        assertThat(Contents.text(Contents.tenants(), "CloudFormation"))
                .contains(sample("tenants.adoc", "  TenantAcme:").replace(" # <1>", ""));
    }

    private static String sample(String page, String start) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "modules", "ROOT", "pages", page));
        int from = text.indexOf("----\n" + start) + "----\n".length();
        return text.substring(from, text.indexOf("----\n", from));
    }

    /** Browsers do not accept * with cookies, and CloudFront does not know regular expressions. */
    @Test
    void origins_areThoseThatCloudFrontCanAllow() {
        assertThat(Contents.hostile().allowedOrigins()).isEmpty();
        assertThat(Contents.corsForEverybody().allowedOrigins()).containsExactly("*");
    }

    @Test
    void names_areValidInAws() {
        assertThat(Contents.known().name()).isEqualTo("gallery");
        assertThat(Contents.alias().name()).isEqualTo("gallery-media");
        assertThat(Contents.all()).allSatisfy(content -> assertThat(content.name()).matches("[a-z0-9][a-z0-9-]{0,31}"));
        assertThat(name("写真")).isEqualTo("private-content");
        assertThat(name("gallery-of-the-alpine-club-in-the-summer")).isEqualTo("gallery-of-the-alpine-club-in-th");
        assertThat(name("gallery-of-the-alpine-clubs-all-in-one")).isEqualTo("gallery-of-the-alpine-clubs-all");
    }

    private static String name(String application) {
        return new PrivateContent(application, SignerName.DEFAULT, null, List.of(), List.of(), false, true, false, false,
                List.of(),
                null, Optional.empty(), false).name();
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
