package io.quarkiverse.cloudfront.signer.deployment.gate;

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
 * The set-up that Go live generates for an application with a gate.
 */
@Tag("nightly")
class GateGoLiveTest extends DevUIJsonRPCTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusDevModeTest TEST = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addAsResource(new StringAsset("""
                    quarkus.cloudfront-signer.gate.resource=/handbook/*
                    quarkus.cloudfront-signer.gate.signer=media
                    quarkus.http.port=""" + PORT), "application.properties"));

    GateGoLiveTest() {
        super("quarkus-cloudfront-signer", "http://localhost:" + PORT);
    }

    @Test
    void distributionOfTheGatesSigner_hasItsPages() throws Exception {
        JsonNode signers = executeJsonRPCMethod("goLive", Map.of());

        assertThat(signers).extracting(signer -> signer.get("signer").textValue()).containsExactly("media");
        assertThat(signers.get(0).get("texts").get(1).get("text").textValue()).contains("PathPattern: \"/handbook/*\"",
                "PathPattern: \"/private-access/*\"", "ResponsePagePath: /private-access/denied");
    }
}
