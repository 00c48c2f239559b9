package io.quarkiverse.cloudfront.signer.runtime.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionUrlTest {

    @ParameterizedTest
    @ValueSource(strings = { "https://media.example.com", "http://localhost:8081", "https://[::1]:8443",
            "HTTPS://Media.Example.com", "https://media.example.com:80", "http://media.example.com:443" })
    void schemeAndHost_areKept(String url) {
        assertThat(DistributionUrl.parse(url)).hasToString(url);
        assertThat(DistributionUrl.parse(" " + url + "/ ")).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "ftp://media.example.com|must begin with https:// or http://",
            "media.example.com|must begin with https:// or http://",
            "https:media.example.com|must consist of a scheme and a host",
            "https://|must consist of a scheme and a host",
            "https://bücher.example|must consist of a scheme and a host",
            "https://user@media.example.com|must consist of a scheme and a host",
            "https://*.example.com|must consist of a scheme and a host",
            "https://media.example.com:443|contains the default port",
            "http://media.example.com:80|contains the default port",
            "https://media.example.com/albums|must be a scheme and a host without a path",
            "https://media.example.com//|must be a scheme and a host without a path",
            "https://media.example.com?a|must be a scheme and a host without a path",
            "https://media.example.com#a|must be a scheme and a host without a path",
            "https://media example|is not a URL" })
    void otherUrl_isRefused(String url, String message) {
        assertThatThrownBy(() -> DistributionUrl.parse(url)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message).hasNoCause();
    }

    @Test
    void host_hasAnOptionalPort() {
        assertThat(DistributionUrl.isHost("media.example.com")).isTrue();
        assertThat(DistributionUrl.isHost("localhost:8081")).isTrue();
        assertThat(DistributionUrl.isHost("[::1]")).isTrue();
        assertThat(DistributionUrl.isHost("https://media.example.com")).isFalse();
        assertThat(DistributionUrl.isHost("*.example.com")).isFalse();
        assertThat(DistributionUrl.isHost("media.example.com/")).isFalse();
    }
}
