package io.quarkiverse.cloudfront.signer.test;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

import io.quarkus.test.common.DevServicesContext;

/**
 * The local edge of the Dev Service. Declare a field of this type in a {@code @QuarkusTest} or {@code @QuarkusIntegrationTest}.
 * Quarkus initializes the field:
 *
 * <pre>{@code
 * CloudFrontEdge edge = new CloudFrontEdge();
 *
 * @Test
 * void cover_isSigned() {
 *     String cover = given().get("/albums/alps/cover").asString();
 *
 *     edge.assertSigned(cover).forResource("/albums/alps/*").expiresWithin(Duration.ofMinutes(15));
 * }
 * }</pre>
 */
public final class CloudFrontEdge implements DevServicesContext.ContextAware {

    // properties that the Dev Service sets for tests; the keys have the form "ID=base64,ID=base64"
    private static final String URL = "cloudfront-edge.url";
    private static final String PUBLIC_KEYS = "cloudfront-edge.public-keys";

    private @Nullable DevServicesContext context;

    /** Called by Quarkus. */
    @Override
    public void setIntegrationTestContext(DevServicesContext context) {
        this.context = context;
    }

    /**
     * The URL of the edge, {@code http://localhost:PORT}, or {@code https://localhost:PORT} with {@code devservices.https}.
     *
     * @throws IllegalStateException if Quarkus has not initialized this object, or the application does not have a local edge
     */
    public URI url() {
        return URI.create(required(URL));
    }

    /**
     * The unsigned URL of a path at the edge.
     *
     * @param path the percent-encoded path, which begins with {@code /}
     */
    public URI url(String path) {
        return url().resolve(path);
    }

    /**
     * A verifier that trusts the same keys as the edge, for example to verify at another time or for another viewer.
     *
     * @throws IllegalStateException if Quarkus has not initialized this object, or the application does not have a local edge
     */
    public CloudFrontVerifier verifier() {
        CloudFrontVerifier verifier = CloudFrontVerifier.of(url());
        for (Map.Entry<String, String> key : publicKeys().entrySet()) {
            verifier = verifier.trustingPem(key.getKey(), key.getValue());
        }
        return verifier;
    }

    /**
     * The ID of the key pair that the Dev Service created for the default signer.
     *
     * @throws IllegalStateException if the Dev Service has not created a key pair for the default signer
     */
    public String keyPairId() {
        return keyPairIdOf("quarkus.cloudfront-signer.key-pair-id");
    }

    /**
     * The ID of the key pair that the Dev Service created for a named signer.
     *
     * @throws IllegalStateException if the Dev Service has not created a key pair for this signer
     */
    public String keyPairId(String signer) {
        return keyPairIdOf("quarkus.cloudfront-signer.\"" + signer + "\".key-pair-id");
    }

    /** Like {@link CloudFrontVerifier#assertSigned(String)}. */
    public SignedGrant assertSigned(String url) {
        return verifier().assertSigned(url);
    }

    /** Like {@link CloudFrontVerifier#assertCookies(Collection)}. */
    public SetCookies assertCookies(Collection<String> setCookieHeaders) {
        return verifier().assertCookies(setCookieHeaders);
    }

    /** Like {@link CloudFrontVerifier#urlsIn(String)}. */
    public List<String> urlsIn(String text) {
        return verifier().urlsIn(text);
    }

    private String keyPairIdOf(String property) {
        Map<String, String> made = publicKeys();
        return property(property).filter(made::containsKey)
                .orElseThrow(() -> new IllegalStateException("The Dev Service has not set " + property
                        + ": the application does not use this signer, or the signer has a private key"));
    }

    /** The public keys by their IDs. */
    private Map<String, String> publicKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String key : required(PUBLIC_KEYS).split(",")) {
            String[] idAndKey = key.split("=", 2);
            keys.put(idAndKey[0], idAndKey[1]);
        }
        return keys;
    }

    private String required(String property) {
        Optional<String> value = property(property);
        if (value.isEmpty() && context == null) {
            throw new IllegalStateException("Quarkus has not initialized this CloudFrontEdge. Declare it as a field of a "
                    + "@QuarkusTest or @QuarkusIntegrationTest, before any field of type DevServicesContext");
        }
        return value.orElseThrow(() -> new IllegalStateException(
                "There is no local edge: all signers of the application have a private key, or "
                        + "quarkus.cloudfront-signer.devservices.enabled is false. Use CloudFrontVerifier.of(url) with the "
                        + "signer's public key"));
    }

    /**
     * If the application runs in the test's process, reads the property from its configuration. Otherwise, reads it from the
     * properties that Quarkus passes on, which can come from another profile if the test run has several profiles.
     */
    private Optional<String> property(String name) {
        Config application = ConfigProvider.getConfig();
        return application.getOptionalValue(URL, String.class).isPresent() ? application.getOptionalValue(name, String.class)
                : Optional.ofNullable(context).map(known -> known.devServicesProperties().get(name));
    }
}
