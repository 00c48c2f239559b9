package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;

class CurrentGrantsTest {

    @Test
    void revocationWithoutMarks_saysWhatIsMissing() {
        Instance<Revocations> none = Stub.of(Instance.class, Map.of("isUnsatisfied", arguments -> true));
        CurrentGrants grants = new CurrentGrants(null, none);

        assertThatThrownBy(() -> grants.revoke("", "alice").await().indefinitely())
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("Revoking logins requires marks. Set quarkus.cloudfront-signer.marks.enabled to true");
    }
}
