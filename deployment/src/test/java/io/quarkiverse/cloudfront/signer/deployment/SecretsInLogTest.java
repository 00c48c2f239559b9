package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.deployment.key.RotatedKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerRuntimeConfig.FurtherKeyConfig;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.smallrye.config.common.utils.StringUtil;

/**
 * A packaged application does not print a private key that was pasted into the wrong property. Each text property has the key
 * in its own signer, so that one failed start reports all of them.
 */
@Tag("nightly")
class SecretsInLogTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final int SHOWN = 12;

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest().withEmptyApplication();

    @ProdBuildResults
    ProdModeTestResults built;

    @TempDir
    Path directory;

    enum Form {
        PEM,
        PEM_ON_ONE_LINE,
        BASE64_OF_PEM,
        BASE64_OF_DER;

        String of(KeyPair key) {
            String pem = RotatedKey.pem(key);
            return switch (this) {
                case PEM -> pem;
                case PEM_ON_ONE_LINE -> pem.replace("\n", "\\n");
                case BASE64_OF_PEM -> Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
                case BASE64_OF_DER -> Base64.getEncoder().encodeToString(key.getPrivate().getEncoded());
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void keyInAnyProperty_isNotPrinted(Form form) throws Exception {
        String key = form.of(NewKey.p256Pair());
        Map<String, String> properties = new LinkedHashMap<>();
        // including the output for debugging
        properties.put("quarkus.log.category.\"io.quarkiverse.cloudfront\".level", "DEBUG");
        int signer = 0;
        for (String property : textProperties()) {
            String prefix = PREFIX + "\"s" + signer++ + "\".";
            properties.put(prefix + "url", "https://media.example.com");
            properties.put(prefix + "key-pair-id", "K1");
            if (property.startsWith("credentials-provider-")) {
                properties.put(prefix + "credentials-provider", "media");
            } else if (!property.startsWith("private-key") && !property.startsWith("credentials-provider")) {
                properties.put(prefix + "private-key", NewKey.p256());
            }
            properties.put(prefix + property, key);
        }

        String output = output(properties);

        assertThat(output).contains("The CloudFront signers cannot start:",
                "private-key-location is a key, not a location; set private-key instead",
                "public-key-location is a key, not a location; write it to a file, and set the property to its path",
                "key-pair-id is a key, not its ID", ".url ", "allowed-hosts must be", "cookies.resource must be",
                "active-from is not a timestamp");
        String secret = key.replaceAll("-----[A-Z ]+-----", "").strip();
        for (int i = 0; i + SHOWN <= secret.length(); i++) {
            assertThat(output).doesNotContain(secret.substring(i, i + SHOWN));
        }
    }

    private String output(Map<String, String> properties) throws Exception {
        try (RunningJar application = RunningJar.start(built.getBuiltArtifactPath(), properties,
                directory.resolve("output.log"))) {
            return application.awaitEnd();
        }
    }

    private static List<String> textProperties() {
        List<String> properties = new ArrayList<>(textProperties(SignerRuntimeConfig.class, ""));
        properties.addAll(textProperties(FurtherKeyConfig.class, "keys.\"K2\"."));
        properties.addAll(textProperties(SignerRuntimeConfig.CookiesConfig.class, "cookies."));
        return properties;
    }

    private static List<String> textProperties(Class<?> config, String prefix) {
        List<String> properties = new ArrayList<>();
        for (Method method : config.getMethods()) {
            if (method.getGenericReturnType().getTypeName().matches(".*<java\\.lang\\.String>+")) {
                properties.add(prefix + StringUtil.skewer(method.getName()));
            }
        }
        return properties;
    }
}
