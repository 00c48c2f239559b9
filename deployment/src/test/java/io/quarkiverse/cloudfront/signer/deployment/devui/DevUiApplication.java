package io.quarkiverse.cloudfront.signer.deployment.devui;

import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * An application in dev mode, with a signer that uses the Dev Service and a signer with its own keys.
 */
public final class DevUiApplication {

    private static final String COMMON = """
            quarkus.dev-ui.allow-extension-management=false
            # spares the search for Docker
            quarkus.compose.devservices.enabled=false
            # Qute's debugger, which this module's poms exclude
            quarkus.arc.exclude-types=io.quarkus.qute.runtime.debug.DebugQuteEngineObserver
            """;

    private final int port = FreePort.find();
    private final String privateKey = NewKey.rsa();

    QuarkusDevModeTest devMode() {
        return devMode("""
                quarkus.http.port=%s
                quarkus.cloudfront-signer.devservices.origin=%s
                quarkus.cloudfront-signer."media".url=https://media.example.com
                quarkus.cloudfront-signer."media".key-pair-id=K2MEDIA
                quarkus.cloudfront-signer."media".private-key=%s
                quarkus.cloudfront-signer."media".keys."K3NEXT".private-key=%s
                quarkus.cloudfront-signer."media".keys."K3NEXT".active-from=2037-01-01T00:00:00Z
                """.formatted(port, TestOrigin.directory(), privateKey, NewKey.p256()), DevUiResource.class);
    }

    /**
     * Any application in dev mode with Dev UI.
     */
    public static QuarkusDevModeTest devMode(String properties, Class<?>... classes) {
        return new QuarkusDevModeTest().withApplicationRoot(root -> root.addClasses(classes)
                .addAsResource(new StringAsset(properties + COMMON), "application.properties"));
    }

    int port() {
        return port;
    }

    /**
     * The key pair of the signer "media", as configured.
     */
    String mediaKey() {
        return privateKey;
    }
}
