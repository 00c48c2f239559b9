package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.golive.PrivateContent.GateSetup;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;

/**
 * Which gates, paths, and parts of a function belong to a distribution. {@link SetupRules} has what is set up for them.
 */
class GateSetupTest {

    @Test
    void gatesOfASigner_areSetUpForItsDistributionOnly() {
        List<AccessPoint> gates = List.of(gate("/docs/*", SignerName.DEFAULT), gate("/films/*", "media"),
                gate("/drafts/*", SignerName.DEFAULT));
        assertThat(GateSetup.of(SignerName.DEFAULT, gates))
                .isEqualTo(new GateSetup("/private-access/*", "/private-access/denied", List.of("/docs/*", "/drafts/*"),
                        Site.OF_FILES));
        assertThat(GateSetup.of("media", gates))
                .isEqualTo(new GateSetup("/private-access/*", "/private-access/denied", List.of("/films/*"), Site.OF_FILES));
        assertThat(GateSetup.of("photos", gates)).isNull();
    }

    private static AccessPoint gate(String resource, String signer) {
        return new AccessPoint("gate", "/private-access/login", "/private-access/*", "/private-access/denied", signer, resource,
                "", "", "/", "files", Optional.empty());
    }

    @Test
    void patternsWithFilesOfAGate_belongToTheSite() {
        GateSetup gate = new GateSetup("/private-access/*", "/private-access/denied",
                List.of("/docs/*", "/tenants/{claim.tenant}/*", "/start.html"), Site.OF_FILES);
        assertThat(List.of("/docs*", "/start.html", "/tenants/*", "*")).allMatch(gate::hasFilesIn);
        assertThat(gate.hasFilesIn("/videos/*")).isFalse();
    }

    @Test
    void script_knowsThePartsOfTheSite() {
        assertThat(Contents.text(Contents.application(), "Function")).contains("{prefix: \"/\", pages: \"spa\"}");
        assertThat(Contents.text(Contents.parts(), "Function")).contains("{prefix: \"/docs/\", pages: \"directories\"}",
                "{prefix: \"/tenants/\", pages: \"spa\"}");
        assertThat(new GoLiveGenerator().generate(Contents.site(), KeyType.P256)).extracting(GoLiveGenerator.GoLiveText::title)
                .doesNotContain("Function");
    }

    @Test
    void properties_mentionHttps() {
        String property = "# %prod.quarkus.oidc.authentication.force-redirect-https-scheme=true\n";
        assertThat(Contents.text(Contents.site(), "application.properties")).contains(property);
        assertThat(Contents.text(Contents.known(), "application.properties")).doesNotContain(property);
    }
}
