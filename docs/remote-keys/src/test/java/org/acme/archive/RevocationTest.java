package org.acme.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * An application that revokes logins in CloudFront KeyValueStore.
 */
@QuarkusTest
@QuarkusTestResource(MotoKms.class)
@QuarkusTestResource(value = KeyValueStore.class, restrictToAnnotatedClass = true)
@TestProfile(RevocationTest.WithMarks.class)
@NeedsProgram(Program.MOTO)
class RevocationTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ISSUER = "https://id.example.com";

    @Inject
    Grants grants;

    KeyValueStandIn cloudFront;

    @Test
    void revocation_isStored() {
        grants.revoke(ISSUER, "alice").await().atMost(LONG);
        grants.revokeAll().await().atMost(LONG);

        assertThat(cloudFront.entries()).containsOnlyKeys("u/" + grants.mark(ISSUER, "alice").get(0), "all");
    }

    /** The start reads the store, to find mistakes before the first revocation. */
    @Test
    void failure_reachesTheCaller() {
        assertThat(cloudFront.recorded().get(0).path()).doesNotContain("/keys");
        cloudFront.fail("UpdateKeys", 403, "AccessDeniedException");

        assertThatThrownBy(() -> grants.revoke(ISSUER, "bob").await().atMost(LONG))
                .isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.REVOCATION_NOT_STORED)
                .hasMessageContaining("Grant the application the permissions "
                        + "cloudfront-keyvaluestore:DescribeKeyValueStore, GetKey");
        assertThat(cloudFront.entries()).doesNotContainKey("u/" + grants.mark(ISSUER, "bob").get(0));
    }

    public static class WithMarks extends WithoutToken {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.cloudfront-signer.marks.enabled", "true");
            overrides.put("quarkus.cloudfront-signer.marks.secret", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
            return overrides;
        }
    }
}
