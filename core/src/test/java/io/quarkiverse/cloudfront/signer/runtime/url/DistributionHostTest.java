package io.quarkiverse.cloudfront.signer.runtime.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionHostTest {

    @ParameterizedTest
    @CsvSource({
            "media.example.com, false, false",
            "d111111abcdef8.cloudfront.net, false, false",
            "media.example.com:8443, true, false",
            "edge, true, false",
            "edge:8080, true, false",
            "192.168.1.10, true, false",
            "[fd00::1], true, false",
            "localhost, false, true",
            "LocalHost:8080, false, true",
            "acme.localhost:8080, false, true",
            "127.0.0.2:8080, false, true",
            "[::1]:8443, false, true",
            "mylocalhost.example, false, false",
            "localhost.example.com, false, false" })
    void host_isThatOfADistributionOrOfAStandIn(String authority, boolean unlikely, boolean loopback) {
        DistributionHost host = DistributionHost.of(authority);

        assertThat(host.isUnlikely()).isEqualTo(unlikely);
        assertThat(host.isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @CsvSource({ "10.0.0.1", "172.16.0.1", "192.168.1.10", "169.254.1.1", "0.0.0.0", "127.0.0.1", "[::1]", "[fe80::1]",
            "[fd00::1]",
            "[::]", "media.example.com", "1.example.com" })
    void privateAddressOrName_isNoMistake(String authority) {
        assertThat(DistributionHost.of(authority).mistake(443)).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "172.32.0.1", "11.0.0.1", "8.8.8.8", "[2001:db8::1]", "[fb00::1]" })
    void publicAddress_isAMistake(String authority) {
        assertThat(DistributionHost.of(authority).mistake(443)).startsWith("has a public IP address");
    }
}
