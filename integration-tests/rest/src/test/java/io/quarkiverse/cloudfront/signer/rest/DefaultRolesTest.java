package io.quarkiverse.cloudfront.signer.rest;

import java.util.Map;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * With a default role for endpoints without a security annotation.
 */
@QuarkusTest
@TestProfile(DefaultRolesTest.Profile.class)
@Tag("nightly")
class DefaultRolesTest extends AuthorizationPairsContract {

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.security.jaxrs.default-roles-allowed", "admin");
        }
    }
}
