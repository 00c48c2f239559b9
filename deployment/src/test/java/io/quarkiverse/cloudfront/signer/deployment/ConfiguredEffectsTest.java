package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.SharedKeyPair;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The properties of keys and cookies take effect in a running application: a key on the class path, its passphrase, and each
 * attribute of the cookies.
 */
class ConfiguredEffectsTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Videos.class, SharedKeyPair.class)
                    .addAsResource(new StringAsset(encrypted(SharedKeyPair.of(ConfiguredEffectsTest.class).getPrivate())),
                            "keys/private-key.pem"))
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.security.users.embedded.roles.alice", "viewer")
            .overrideConfigKey(PREFIX + "url", "https://media.example.com")
            .overrideConfigKey(PREFIX + "key-pair-id", "KCLASSPATH")
            .overrideConfigKey(PREFIX + "private-key-location", "classpath:keys/private-key.pem")
            .overrideConfigKey(PREFIX + "private-key-passphrase", "correct horse")
            .overrideConfigKey(PREFIX + "cookies.domain", "example.com")
            .overrideConfigKey(PREFIX + "cookies.path", "/films/")
            .overrideConfigKey(PREFIX + "cookies.same-site", "strict")
            .overrideConfigKey(PREFIX + "cookies.secure", "false")
            .overrideConfigKey(PREFIX + "\"scripts\".url", "https://media.example.com")
            .overrideConfigKey(PREFIX + "\"scripts\".key-pair-id", "KSCRIPTS")
            .overrideConfigKey(PREFIX + "\"scripts\".private-key-location", "classpath:keys/private-key.pem")
            .overrideConfigKey(PREFIX + "\"scripts\".private-key-passphrase", "correct horse")
            .overrideConfigKey(PREFIX + "\"scripts\".cookies.http-only", "false");

    @SignerName("scripts")
    CloudFrontSigner scripts;

    private static String encrypted(PrivateKey key) {
        try {
            String algorithm = "PBEWithSHA1AndDESede";
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec("correct horse".toCharArray())),
                    new PBEParameterSpec(new byte[8], 1000));
            return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(
                    new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded())).getEncoded())
                    + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void encryptedKeyOnTheClassPath_signs() {
        URI url = URI.create(scripts.sign("/a.jpg"));

        Verdict verdict = new Verifier(Clock.systemUTC()).verify(
                new ViewerRequest("https", "media.example.com", url.getRawPath() + "?" + url.getRawQuery(), List.of(),
                        "203.0.113.1"),
                KeyGroup.of("trusted", "KSCRIPTS", SharedKeyPair.of(ConfiguredEffectsTest.class).getPublic()));
        assertThat(verdict).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void cookies_haveTheConfiguredAttributes() {
        assertThat(cookies("default")).hasSize(4).allSatisfy(cookie -> assertThat(cookie)
                .contains("; Domain=example.com", "; Path=/films/", "; SameSite=Strict", "; HTTPOnly")
                .doesNotContain("Secure"));
    }

    @Test
    void cookiesOfANamedSigner_haveItsAttributes() {
        assertThat(cookies("scripts")).hasSize(4).allSatisfy(cookie -> assertThat(cookie)
                .contains("; Path=/videos/", "; SameSite=Lax", "; Secure").doesNotContain("HTTPOnly", "Domain"));
    }

    private static List<String> cookies(String path) {
        return given().auth().preemptive().basic("alice", "alice").get("/" + path).then().statusCode(204).extract().headers()
                .getValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("CloudFront-")).toList();
    }

    @Path("/")
    public static class Videos {

        @GET
        @Path("default")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/videos/*")
        public void videos() {
            // sets cookies
        }

        @GET
        @Path("scripts")
        @SignedResource(signer = "scripts", delivery = Delivery.COOKIES, resource = "/videos/*")
        public void videosOfScripts() {
            // sets cookies
        }
    }
}
