package io.quarkiverse.cloudfront.signer.rest;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Lets the shared application accept users' tokens.
 */
public class TokenVerification implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("mp.jwt.verify.issuer", TestTokens.ISSUER, "mp.jwt.verify.publickey", TestTokens.publicKey());
    }

    @Override
    public void stop() {
        // nothing was started
    }
}
