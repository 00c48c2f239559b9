package io.quarkiverse.cloudfront.signer.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * The operations of Dev UI and Dev MCP. One test covers all of them, because each test starts an application.
 */
class DevUiTest {

    private static final DevUiApplication APPLICATION = new DevUiApplication();

    private static final String PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\n";

    @RegisterExtension
    static final QuarkusDevModeTest TEST = APPLICATION.devMode().setLogRecordPredicate(record -> true);

    private DevUiConnection devUi;

    @Test
    void devUi_listsSignersAndSignsAndExplainsUrls() {
        try (DevUiConnection connection = new DevUiConnection(APPLICATION.port())) {
            devUi = connection;
            signersAreShownWithoutTheirPrivateKeys();
            everyPlaceThatSignsIsListed();
            aUrlIsSignedServedAndExplained();
            cookiesAreSignedAndExplained();
            whatCannotBeSignedIsRefused();
            mistakesAreExplained();
            requestsToTheEdgeAreShownAsTheyCome();
        }
        nothingOfItIsLogged();
    }

    private void signersAreShownWithoutTheirPrivateKeys() {
        JsonNode signers = devUi.call("signers", Map.of());

        assertThat(values(signers, "name")).containsExactly("<default>", "media");
        JsonNode defaultSigner = signers.get(0);
        assertThat(defaultSigner.get("expiresIn").asText()).isEqualTo("PT15M");
        assertThat(defaultSigner.get("boundToToken").asBoolean()).isTrue();
        assertThat(defaultSigner.at("/keys/0/keyPairId").asText()).isEqualTo("KDEV1DEFAULT");
        assertThat(defaultSigner.at("/keys/0/algorithm").asText()).isEqualTo("ECDSA_SHA256");
        assertThat(defaultSigner.at("/keys/0/publicKey").asText()).startsWith(PUBLIC_KEY);
        JsonNode media = signers.get(1);
        assertThat(media.get("url").asText()).isEqualTo("https://media.example.com");
        assertThat(values(media.get("keys"), "keyPairId")).containsExactly("K2MEDIA", "K3NEXT");
        assertThat(values(media.get("keys"), "state")).containsExactly("ACTIVE", "NEXT");
        assertThat(values(media.get("keys"), "algorithm")).containsExactly("RSA_SHA256", "ECDSA_SHA256");
        assertThat(media.at("/keys/0/source").asText()).isEqualTo("private-key");
        assertThat(media.at("/keys/1/activeFrom").asText()).isEqualTo("2037-01-01T00:00:00Z");
        assertThat(signers.toString()).doesNotContain(APPLICATION.mediaKey().substring(40, 80)).doesNotContain("PRIVATE KEY");
    }

    private void everyPlaceThatSignsIsListed() {
        JsonNode listings = devUi.call("signedResources", Map.of());

        assertThat(StreamSupport.stream(listings.spliterator(), false).map(listing -> List.of("httpMethod", "path", "kind",
                "signer", "resource", "expiresIn", "security").stream().map(name -> listing.get(name).asText())
                .collect(Collectors.joining("|")))).containsExactly(
                        "GET|/pictures|URLs|<default>|||@PermitAll",
                        "GET|/pictures/albums/{id}|URLs|media|/albums/{id}/*|PT5M|authenticated by default",
                        "GET|/pictures/articles/{id}|text|<default>|/articles/{id}/*||authenticated by default",
                        "POST|/pictures/grants/{id}|cookies|<default>|/albums/{id}/*||authenticated by default",
                        "GET|/pictures/photo|fields|<default>|||@RolesAllowed(value = [\"user\"])",
                        "GET|/pictures/videos/{id}|static playlist|<default>|/videos/{id}/*||authenticated by default",
                        "||field|||PT1H|");
        assertThat(listings.get(0).get("place").asText()).isEqualTo(DevUiResource.class.getName() + "#picture");
    }

    private void aUrlIsSignedServedAndExplained() {
        JsonNode signed = devUi.call("sign", Map.of("target", "/a.txt", "expiresIn", "1h"));
        String url = signed.get("url").asText();

        assertThat(SignedUrls.status(url)).isEqualTo(200);
        assertThat(signed.get("canned").asBoolean()).isTrue();
        JsonNode explained = devUi.call("explain", Map.of("url", url));
        assertThat(explained.get("outcome").asText()).isEqualTo("ALLOWED");
        assertThat(explained.get("sentence").asText()).startsWith("CloudFront serves the object; the grant expires in");
        assertThat(explained.at("/parts/policy").asText()).isEqualTo(signed.get("policy").asText());
        assertThat(explained.at("/parts/signer").asText()).isEqualTo("the default signer");

        JsonNode custom = devUi.call("sign", Map.of("signer", "media", "target", "/albums/7/1.jpg", "resource", "/albums/7/*",
                "notBefore", "2020-01-01T00:00:00Z", "ipAddress", "192.0.2.0/24"));
        assertThat(custom.get("canned").asBoolean()).isFalse();
        assertThat(explain(custom.get("url").asText(), "viewerAddress", "192.0.2.9").get("outcome").asText())
                .isEqualTo("ALLOWED");
        assertThat(explain(custom.get("url").asText(), "otherUrl", "https://media.example.com/albums/8/1.jpg")
                .get("sentence").asText()).startsWith("the policy's resource https://media.example.com/albums/7/* does not");
        assertThat(devUi.call("sign", Map.of("target", "/a.txt", "policy", "custom")).get("url").asText())
                .contains("/a.txt?Policy=");
    }

    private void cookiesAreSignedAndExplained() {
        JsonNode signed = devUi.call("sign", Map.of("signer", "media", "target", "/albums/7/1.jpg", "resource", "/albums/7/*",
                "delivery", "cookies"));

        assertThat(signed.get("url").asText()).isEqualTo("https://media.example.com/albums/7/1.jpg");
        String headers = String.join("\n", texts(signed.get("setCookies")));
        assertThat(headers).contains("CloudFront-Policy=").contains("Path=/albums/7/");
        assertThat(explain(signed.get("url").asText(), "cookies", headers).get("outcome").asText()).isEqualTo("ALLOWED");
        assertThat(explain(signed.get("url").asText(), "cookies", signed.get("cookies").asText()).get("outcome").asText())
                .isEqualTo("ALLOWED");
        assertThat(explain(signed.get("url").asText(), "cookies", headers.replace("Path=/albums/7/", "Path=/albums/*"))
                .get("sentence").asText()).contains("contains a *, which browsers treat as a literal character");
    }

    private void whatCannotBeSignedIsRefused() {
        assertThat(error("sign", Map.of("signer", "nobody", "target", "/a")))
                .startsWith("The signer \"nobody\" is not configured");
        assertThat(error("sign", Map.of("target", "http://elsewhere.example.com/a"))).contains("its host is not one of");
        assertThat(error("sign", Map.of("target", "/a", "expiresIn", "soon")))
                .isEqualTo("expires-in \"soon\" is not valid. Use a value such as 15m or PT1H");
        assertThat(error("sign", Map.of("target", "/a", "notBefore", "soon")))
                .isEqualTo("not-before \"soon\" is not valid. Use a value such as 2026-12-01T00:00:00Z");
        assertThat(error("sign", Map.of("target", "/a", "ipAddress", "::1"))).contains("CloudFront's policies do not support "
                + "IPv6");
        for (String delivery : List.of("url", "cookies")) {
            assertThat(error("sign", Map.of("target", "/b", "resource", "/a/*", "delivery", delivery)))
                    .contains("the policy does not cover it");
        }
        assertThat(error("sign", Map.of("target", ""))).contains("it is neither a path that begins with one / nor a URL");
    }

    private void mistakesAreExplained() {
        String url = devUi.call("sign", Map.of("signer", "media", "target", "/a.txt")).get("url").asText();

        JsonNode milliseconds = devUi.call("explain", Map.of("url", url.replaceAll("Expires=(\\d+)", "Expires=$1000")));
        assertThat(milliseconds.get("code").asText()).isEqualTo("MALFORMED_POLICY");
        assertThat(milliseconds.get("sentence").asText()).endsWith("is it in milliseconds?");
        assertThat(milliseconds.get("remedy").asText()).startsWith("Set the expiry in seconds since 1970");
        assertThat(explain(url, "removedKeys", "KDEV1DEFAULT K2MEDIA").get("sentence").asText())
                .isEqualTo("the key K2MEDIA of the signer \"media\" is not in the key group");
        assertThat(devUi.call("explain", Map.of("url", url.replace("media.example.com", "d111.cloudfront.net"))).get("sentence")
                .asText()).endsWith("signed for the host media.example.com, but requested from d111.cloudfront.net");
        assertThat(explain(url, "at", "2037-01-01T00:00:00Z").get("sentence").asText()).startsWith("expired ");
        assertThat(error("explain", Map.of("url", "hello"))).startsWith("This is not a URL. Paste a complete URL");
        assertThat(error("explain", Map.of("url", url, "at", "tomorrow"))).startsWith("Invalid timestamp. Use ISO 8601");
    }

    private void requestsToTheEdgeAreShownAsTheyCome() {
        String url = devUi.call("sign", Map.of("target", "/sub%20folder/b.txt")).get("url").asText();
        JsonNode edge = devUi.call("edge", Map.of());
        assertThat(url).startsWith(edge.get("url").asText());
        assertThat(texts(edge.get("keyPairIds"))).containsExactly("KDEV1DEFAULT");

        devUi.subscribe("edgeRequestStream");
        SignedUrls.status(url);
        assertThat(devUi.event().get("cache").asText()).isEqualTo("MISS");
        SignedUrls.status(url);
        assertThat(devUi.event().get("cache").asText()).isEqualTo("HIT");
        SignedUrls.status(url + "x");
        JsonNode refused = devUi.event();
        assertThat(refused.get("status").asInt()).isEqualTo(403);
        assertThat(refused.get("target").asText()).isEqualTo("/sub%20folder/b.txt");
        assertThat(refused.get("verdict").asText()).isEqualTo("AccessDenied");
        assertThat(refused.get("reason").asText()).contains("Hash-Algorithm must be SHA256");

        try (DevUiConnection other = new DevUiConnection(APPLICATION.port())) {
            JsonNode latest = other.call("edgeRequests", Map.of());
            assertThat(latest.get(0)).isEqualTo(refused);
            assertThat(values(latest, "verdict")).contains("URL signed with KDEV1DEFAULT");
        }
    }

    private static void nothingOfItIsLogged() {
        assertThat(TEST.getLogRecords()).isNotEmpty().noneMatch(record -> record.getMessage().contains("Signature=")
                || record.getMessage().contains("Error in JsonRPC Call"));
    }

    private JsonNode explain(String url, String parameter, String value) {
        return devUi.call("explain", Map.of("url", url, parameter, value));
    }

    private String error(String method, Map<String, String> parameters) {
        return devUi.call(method, parameters).path("error").asText();
    }

    private static List<String> values(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false).map(each -> each.get(field).asText()).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
