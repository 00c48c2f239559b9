package io.quarkiverse.cloudfront.signer.rest;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * Where the application denies what has no security annotation beside methods that have one.
 */
@QuarkusTest
@TestProfile(DeniedMembersTest.Profile.class)
class DeniedMembersTest extends AuthorizationPairsContract {

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.security.deny-unannotated-members", "true");
        }
    }
}
