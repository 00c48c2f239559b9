package io.quarkiverse.cloudfront.signer.rest;

import java.util.Map;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * With denied endpoints if they do not have a security annotation.
 */
@Tag("nightly")
@QuarkusTest
@TestProfile(DeniedEndpointsTest.Profile.class)
class DeniedEndpointsTest extends AuthorizationPairsContract {

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.security.jaxrs.deny-unannotated-endpoints", "true");
        }
    }
}
