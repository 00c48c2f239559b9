package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserTest {

    @ParameterizedTest
    @CsvSource({ "principal, true, false", "claim.tenant, true, true", "claim., true, true", "claim, false, false",
            "principals, false, false", "id, false, false", "my.claim.tenant, false, false" })
    void placeholder_isAboutTheUserOrTheCall(String name, boolean ofUser, boolean ofToken) {
        assertThat(User.isPlaceholder(name)).isEqualTo(ofUser);
        assertThat(User.isClaim(name)).isEqualTo(ofToken);
        assertThat(User.UNKNOWN.placeholders().apply(name)).isNull();
    }
}
