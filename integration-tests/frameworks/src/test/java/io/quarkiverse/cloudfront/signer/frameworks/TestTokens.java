package io.quarkiverse.cloudfront.signer.frameworks;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import io.quarkiverse.cloudfront.signer.fixtures.SharedKeyPair;
import io.smallrye.jwt.build.Jwt;

/**
 * Tokens of users, and the key that verifies them. The key exists once per JVM, because Quarkus loads the classes of a test
 * twice: for its configuration, and for its running application.
 */
final class TestTokens {

    static final String ISSUER = "https://issuer.example.com";

    private static final KeyPair KEY = SharedKeyPair.of(TestTokens.class);

    private TestTokens() {
    }

    static String publicKey() {
        return Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded());
    }

    static String of(String user, Instant end) {
        return Jwt.issuer(ISSUER).subject(user).upn(user).claim("tenant", "acme")
                .issuedAt(Instant.now().minus(Duration.ofHours(1)))
                .expiresAt(end).sign(KEY.getPrivate());
    }
}
