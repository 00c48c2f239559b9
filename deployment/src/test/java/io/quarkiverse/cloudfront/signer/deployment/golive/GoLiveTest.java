package io.quarkiverse.cloudfront.signer.deployment.golive;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkus.devui.tests.DevUIJsonRPCTest;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * The set-up that Go live generates for an application.
 */
@Tag("nightly")
class GoLiveTest extends DevUIJsonRPCTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusDevModeTest TEST = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClasses(GoLiveResource.class)
                    .addAsResource(new StringAsset("{cloudfront:download('/photos/1.jpg', 'Lake.jpg', 'photos')}"),
                            "templates/lake.txt")
                    .addAsResource(new StringAsset("""
                            quarkus.application.name=gallery
                            quarkus.cloudfront-signer.url=https://other.example.com
                            %prod.quarkus.cloudfront-signer.url=https://images.example.com
                            quarkus.cloudfront-signer."media".cookies.resource=/films/{id}/*
                            quarkus.cloudfront-signer."media".cookies.secure=false
                            quarkus.cloudfront-signer."photos".hash-algorithm=SHA1
                            %prod.quarkus.cloudfront-signer."photos".url=https://{claim.tenant}.photos.example.com
                            %prod.quarkus.cloudfront-signer.marks.enabled=true
                            %prod.quarkus.cloudfront-signer.marks.required=false
                            quarkus.http.cors.enabled=true
                            quarkus.http.cors.origins=/.*/
                            %prod.quarkus.http.cors.origins=https://app.example.com
                            quarkus.arc.exclude-types=io.quarkus.qute.runtime.debug.DebugQuteEngineObserver
                            quarkus.http.port=""" + PORT), "application.properties"));

    GoLiveTest() {
        super("quarkus-cloudfront-signer", "http://localhost:" + PORT);
    }

    /** One application for all tests, because it starts slowly. */
    @Test
    void goLive_isOnThePageAndATool() throws Exception {
        eachSignerHasItsOwnTexts(executeJsonRPCMethod("goLive", Map.of("keyType", "RSA2048")));
        aSignerMayTakeOneKeyTypeAlone(executeJsonRPCMethod("goLive"));
        thePageIsOneOfTheCard();
        codingAgentsFindIt();
    }

    private static void eachSignerHasItsOwnTexts(JsonNode signers) {
        assertThat(signers).extracting(signer -> signer.get("signer").textValue())
                .containsExactly("<default>", "media", "photos");
        JsonNode texts = signers.get(0).get("texts");
        assertThat(texts).extracting(text -> text.get("title").textValue()).containsExactly("OpenSSL",
                "CloudFormation", "Terraform", "Function", "application.properties", "awk", "Athena");
        assertThat(text(texts, 0)).contains("openssl genrsa");
        assertThat(text(texts, 1)).contains("PathPattern: \"/albums/*\"", "PathPattern: \"/thumbs/*\"",
                "- images.example.com", "response-content-disposition", "[\"https://app.example.com\"]");
        assertThat(text(texts, 1)).doesNotContain("ApplicationHost");
        assertThat(text(signers.get(1).get("texts"), 1)).contains("PathPattern: \"/films/*\"");
        assertThat(text(texts, 1)).contains("Default: \"false\"").doesNotContain("tenant-only");
        assertThat(text(texts, 3)).contains("required: ${MarksRequired}, keys");
        assertThat(text(signers.get(1).get("texts"), 4)).contains("quarkus.cloudfront-signer.\"media\".cookies.domain");
        assertThat(text(signers.get(2).get("texts"), 1)).doesNotContain("PathPattern")
                .contains("ConnectionMode: tenant-only", "- acme.photos.example.com")
                .contains(GoLiveResource.class.getName() + "$Photo#url");
    }

    private static void aSignerMayTakeOneKeyTypeAlone(JsonNode signers) {
        assertThat(signers).extracting(signer -> signer.get("keyType").textValue())
                .containsExactly("P256", "P256", "RSA2048");
    }

    private static String text(JsonNode texts, int index) {
        return texts.get(index).get("text").textValue();
    }

    private static void thePageIsOneOfTheCard() {
        assertThat(get("/q/dev-ui/quarkus-cloudfront-signer/qwc-cloudfront-signer-go-live.js"))
                .contains("customElements.define('qwc-cloudfront-signer-go-live'");
        assertThat(get("/q/dev-ui/devui-data.js")).contains("qwc-cloudfront-signer-go-live.js");
    }

    private static String get(String path) {
        return given().port(PORT).get(path).then().statusCode(200).extract().asString();
    }

    /** Dev MCP itself is disabled until the developer enables it for all applications of the machine. */
    private static void codingAgentsFindIt() {
        assertThat(get("/q/dev-ui/devui-jsonrpc-data.js")).contains("quarkus-cloudfront-signer_goLive");
    }
}
