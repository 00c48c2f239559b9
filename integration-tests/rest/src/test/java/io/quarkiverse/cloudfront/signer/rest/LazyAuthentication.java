package io.quarkiverse.cloudfront.signer.rest;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Users are only authenticated when an endpoint requires it.
 */
public class LazyAuthentication implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.http.auth.proactive", "false");
    }
}
