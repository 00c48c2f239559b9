package io.quarkiverse.cloudfront.signer.rest;

import java.util.Map;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * With the serializers that Quarkus generates, which would not sign fields, and so have no effect.
 */
@QuarkusTest
@TestProfile(ReflectionFreeFieldsTest.Profile.class)
@Tag("nightly")
class ReflectionFreeFieldsTest extends FieldsContract {

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.rest.jackson.optimization.enable-reflection-free-serializers", "true");
        }
    }
}
