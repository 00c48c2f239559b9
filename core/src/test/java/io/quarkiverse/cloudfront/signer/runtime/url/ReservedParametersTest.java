package io.quarkiverse.cloudfront.signer.runtime.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedParametersTest {

    @ParameterizedTest
    @ValueSource(strings = { "/a?Expires=1", "/a?Policy", "/a?x=1&Signature=s", "/a?x=1?Key-Pair-Id=K", "/a?%50olicy=p",
            "?Hash-Algorithm=SHA256", "/a?Expires=1#b", "https://elsewhere.example/a?Hash-Algorithm=SHA256" })
    void url_withAReservedName_isFound(String url) {
        assertThat(ReservedParameters.areIn(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a", "/Expires=1", "/a#?Expires=1", "#b?Expires=1", "/a?x=Expires", "/a?expires=1",
            "/a?x#&Expires=1",
            "/a?%zz=1", "/a?=Expires", "", "/a?X-Amz-Signature=1", "/a?%", "photo 1.jpg" })
    void url_withoutAReservedName_isNot(String url) {
        assertThat(ReservedParameters.areIn(url)).isFalse();
    }
}
