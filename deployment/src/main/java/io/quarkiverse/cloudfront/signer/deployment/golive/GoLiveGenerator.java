package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import io.quarkiverse.cloudfront.signer.deployment.golive.PrivateContent.GateSetup;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkus.qute.Engine;

/**
 * Writes the set-up of a distribution for two tools: the keys, the key group, the cache behaviors, an alarm, and everything
 * that a gate, marks, and tenants need. {@link PrivateContent} ensures that the inserted values do not need escapes in any of
 * these languages.
 */
final class GoLiveGenerator {

    private static final String TEMPLATES = "/cloudfront-signer/go-live/";
    private static final String GUIDE = "https://docs.quarkiverse.io/quarkus-cloudfront-signer/dev/";

    /** The parameters that {@link io.quarkiverse.cloudfront.signer.Download} adds to a URL, for S3. */
    static final List<String> DOWNLOAD_PARAMETERS = List.of("response-content-disposition", "response-content-type");

    /** The slots for public keys: one for the key in use, and one for the next key. */
    private static final List<String> SLOTS = List.of("A", "B");

    /** The requests that the application sends to the store of revocations. */
    private static final List<String> STORE_ACTIONS = List.of("DescribeKeyValueStore", "GetKey", "ListKeys",
            "UpdateKeys");

    private static final Map<String, Object> SITE = Map.of("id", "Site", "name", "site", "site", true);
    private static final Map<String, Object> CORS = Map.of("id", "Cors", "name", "cors", "site", false);

    private final Engine engine = Engine.builder().addDefaults().build();

    List<GoLiveText> generate(PrivateContent content, KeyType keyType) {
        Map<String, Object> data = data(content);
        List<GoLiveText> texts = new ArrayList<>(List.of(
                new GoLiveText("OpenSSL", "key-pair.sh", "sh", render(keyType.template(), data)),
                new GoLiveText("CloudFormation", content.name() + ".yaml", "yaml", render("cloudformation.yaml", data)),
                new GoLiveText("Terraform", content.name() + ".tf", "tf", render("terraform.tf", data)),
                new GoLiveText("application.properties", "application.properties", "properties",
                        render("application.properties", data)),
                new GoLiveText("awk", "refused.sh", "sh", render("refused.sh", data)),
                new GoLiveText("Athena", "logs.sql", "sql", render("logs.sql", data))));
        function(content).ifPresent(script -> texts.add(3, new GoLiveText("Function", "viewer-request.js", "js", script)));
        return texts;
    }

    private static Optional<String> function(PrivateContent content) {
        return Optional.of(content.function()).filter(ViewerRequestFunction::isNeeded).map(ViewerRequestFunction::script);
    }

    private static Map<String, Object> data(PrivateContent content) {
        Map<String, Object> data = new HashMap<>();
        data.put("name", content.name());
        data.put("table", content.name().replace('-', '_') + "_logs");
        data.put("url", content.urlOrExample());
        data.put("alias", content.alias());
        data.put("slots", SLOTS);
        data.put("everything", content.everything());
        data.put("restricted", restricted(content));
        data.put("headersPolicies", headersPolicies(content));
        data.put("cors", content.allowedOrigins().isEmpty() ? false
                : Map.of("origins", content.allowedOrigins(), "credentials", content.cookies()));
        data.putAll(gate(content.gate()));
        data.putAll(function(content, content.gate() != null && !content.gate().site().parts().isEmpty()));
        data.put("tenants", content.tenants() == null ? false : content.tenants());
        data.put("distribution",
                content.tenants() == null ? "aws_cloudfront_distribution" : "aws_cloudfront_multitenant_distribution");
        String ofOneTenant = content.marks().isPresent() ? "5.84" : "5.0";
        data.put("provider", content.tenants() != null ? "6.30" : ofOneTenant);
        data.put("unknown", content.unknown());
        data.put("cookies", content.cookies());
        data.put("ipv6", content.ipv6());
        data.put("downloads", content.downloads());
        data.put("downloadParameters", DOWNLOAD_PARAMETERS);
        data.put("downloadsGuide", GUIDE + "downloads.html#distribution");
        data.put("runbooksGuide", GUIDE + "runbooks.html#refused");
        data.put("rotationGuide", GUIDE + "going-live.html#rotate");
        data.put("marksGuide", GUIDE + "marks.html#roll-out");
        data.put("tenantsGuide", GUIDE + "tenants.html#going-live");
        data.put("urlProperty", property(content, SignerProperties.URL));
        data.put("keyPairIdProperty", property(content, SignerProperties.KEY_PAIR_ID));
        data.put("privateKeyProperty", property(content, SignerProperties.PRIVATE_KEY_LOCATION));
        data.put("publicKeyProperty", property(content, SignerProperties.PUBLIC_KEY_LOCATION));
        data.put("cookieDomainProperty", property(content, "cookies.domain"));
        return data;
    }

    private static Map<String, Object> function(PrivateContent content, boolean pages) {
        List<String> script = function(content).map(String::lines).map(Stream::toList).orElse(List.of());
        List<String> parts = new ArrayList<>();
        content.marks().ifPresent(setup -> parts.add("Marks"));
        if (content.directories()) {
            parts.add(parts.isEmpty() ? "Directories" : "directories");
        }
        if (pages) {
            parts.add(parts.isEmpty() ? "Pages" : "pages");
        }
        return Map.of("function", script, "functionComment", String.join(" and ", parts) + " of", "marks",
                content.marks().<Object> map(setup -> Map.of("required", setup.required(), "actions", STORE_ACTIONS))
                        .orElse(false));
    }

    /**
     * The cache behaviors of private files.
     */
    private static List<Map<String, Object>> restricted(PrivateContent content) {
        return content.patterns().stream()
                .map(path -> Map.of("path", path, "headers", headers(content, content.isSite(path)), "function",
                        content.hasFunction(path)))
                .toList();
    }

    /**
     * The response headers policy of a cache behavior, or false if it does not have one.
     */
    private static Object headers(PrivateContent content, boolean site) {
        Object ofFiles = content.allowedOrigins().isEmpty() ? false : CORS;
        return site ? SITE : ofFiles;
    }

    private static List<Object> headersPolicies(PrivateContent content) {
        return content.patterns().stream().map(path -> headers(content, content.isSite(path))).distinct()
                .filter(policy -> policy instanceof Map).toList();
    }

    /**
     * The settings for a gate. With a gate, refusals lead to the login. A viewer whose request only lacks HTTPS must not be
     * sent there, and is redirected to HTTPS instead.
     */
    private static Map<String, Object> gate(@Nullable GateSetup gate) {
        return gate == null ? Map.of("gate", false, "viewerProtocol", "https-only", "alarmThreshold", 20)
                : Map.of("gate", Map.of("pattern", gate.pattern(), "deniedPage", gate.deniedPage(), "notFound",
                        gate.site().notFound().orElse("")), "viewerProtocol", "redirect-to-https", "alarmThreshold", 50);
    }

    /**
     * The name of a property as written in a properties file, where it needs escapes in addition to its quotes.
     */
    private static String property(PrivateContent content, String property) {
        return SignerProperties.name(content.signer(), property).replaceAll("[\\\\ :=]", "\\\\$0");
    }

    private String render(String template, Map<String, Object> data) {
        try (InputStream resource = GoLiveGenerator.class.getResourceAsStream(TEMPLATES + template)) {
            return engine.parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8)).render(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A text to copy for one tool.
     *
     * @param mode the language, by its name in Dev UI's editor
     */
    record GoLiveText(String title, String file, String mode, String text) {
    }
}
