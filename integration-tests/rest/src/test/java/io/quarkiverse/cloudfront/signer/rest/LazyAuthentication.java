package io.quarkiverse.cloudfront.signer.rest;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Users are not known before an endpoint asks for them.
 */
public class LazyAuthentication implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.http.auth.proactive", "false");
    }
}
