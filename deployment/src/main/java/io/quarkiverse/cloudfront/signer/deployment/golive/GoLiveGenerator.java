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

import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkus.qute.Engine;

/**
 * Writes what sets up key, key group and cache behaviors of a distribution, for several tools, and what a gate needs. The
 * values that it fills in are plain enough to mean themselves in each of their languages; {@link PrivateContent} sees to that.
 */
final class GoLiveGenerator {

    private static final String TEMPLATES = "/cloudfront-signer/go-live/";
    private static final String DOWNLOADS_GUIDE = "https://docs.quarkiverse.io/quarkus-cloudfront-signer/dev/downloads.html"
            + "#distribution";

    /** The parameters that {@link io.quarkiverse.cloudfront.signer.Download} adds to a URL, for S3. */
    private static final List<String> DOWNLOAD_PARAMETERS = List.of("response-content-disposition", "response-content-type");

    private final Engine engine = Engine.builder().addDefaults().build();

    List<GoLiveText> generate(PrivateContent content, KeyType keyType) {
        Map<String, Object> data = data(content);
        List<GoLiveText> texts = new ArrayList<>(List.of(
                new GoLiveText("OpenSSL", "key-pair.sh", "sh", render(keyType.template(), data)),
                new GoLiveText("AWS CLI", "restrict.sh", "sh", render("aws-cli.sh", data)),
                new GoLiveText("CloudFormation", content.name() + ".yaml", "yaml", render("cloudformation.yaml", data)),
                new GoLiveText("Terraform", content.name() + ".tf", "tf", render("terraform.tf", data)),
                new GoLiveText("CDK (Java)", "PrivateContentStack.java", "java", render("PrivateContentStack.java", data)),
                new GoLiveText("application.properties", "application.properties", "properties",
                        render("application.properties", data))));
        function(content).ifPresent(script -> texts.add(2, new GoLiveText("Function", "viewer-request.js", "js", script)));
        return texts;
    }

    private static Optional<String> function(PrivateContent content) {
        return Optional.ofNullable(content.gate()).map(GateSetup::function).filter(ViewerRequestFunction::isNeeded)
                .map(ViewerRequestFunction::script);
    }

    private static Map<String, Object> data(PrivateContent content) {
        Map<String, Object> data = new HashMap<>();
        data.put("name", content.name());
        data.put("url", content.urlOrExample());
        data.put("alias", content.alias());
        data.put("patterns", content.patterns());
        data.put("everything", content.everything());
        data.putAll(gate(content));
        data.put("function", function(content).map(String::lines).map(Stream::toList).orElse(List.of()));
        data.put("unknown", content.unknown());
        data.put("cookies", content.cookies());
        data.put("ipv6", content.ipv6());
        data.put("downloads", content.downloads());
        data.put("downloadParameters", DOWNLOAD_PARAMETERS);
        data.put("downloadsGuide", DOWNLOADS_GUIDE);
        data.put("urlProperty", property(content, SignerProperties.URL));
        data.put("keyPairIdProperty", property(content, SignerProperties.KEY_PAIR_ID));
        data.put("privateKeyProperty", property(content, SignerProperties.PRIVATE_KEY_LOCATION));
        data.put("publicKeyProperty", property(content, SignerProperties.PUBLIC_KEY_LOCATION));
        data.put("cookieDomainProperty", property(content, "cookies.domain"));
        return data;
    }

    /**
     * With a gate, refusals lead to the login. A viewer whose request only lacks HTTPS must not get there.
     */
    private static Map<String, Object> gate(PrivateContent content) {
        GateSetup gate = content.gate();
        if (gate == null) {
            return Map.of("gate", false, "sitePatterns", List.of(), "onlySite", false, "viewerProtocol", "https-only");
        }
        List<String> site = content.sitePatterns();
        return Map.of("gate", Map.of("pattern", gate.pattern(), "deniedPage", gate.deniedPage()), "sitePatterns", site,
                "onlySite", content.everything() || site.equals(content.patterns()), "viewerProtocol", "redirect-to-https");
    }

    /**
     * As a properties file has it, in which a name needs more than its quotes.
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
}
