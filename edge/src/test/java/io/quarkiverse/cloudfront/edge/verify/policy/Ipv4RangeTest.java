package io.quarkiverse.cloudfront.edge.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4RangeTest {

    @ParameterizedTest
    @CsvSource({
            "192.0.2.7, 192.0.2.7, true",
            "192.0.2.7, 192.0.2.8, false",
            "192.0.2.7/32, 192.0.2.7, true",
            "192.0.2.0/24, 192.0.2.255, true",
            "192.0.2.0/24, 192.0.3.0, false",
            "192.0.2.99/24, 192.0.2.1, true",
            "10.0.0.0/8, 10.255.255.255, true",
            "128.0.0.0/1, 255.255.255.255, true",
            "128.0.0.0/1, 127.255.255.255, false",
            "0.0.0.0/0, 0.0.0.0, true",
            "0.0.0.0/0, 255.255.255.255, true",
            "203.0.113.9/0, 1.2.3.4, true",
            "192.0.2.8/31, 192.0.2.9, true",
            "192.0.2.8/31, 192.0.2.10, false"
    })
    void range_containsItsAddresses(String range, String address, boolean contains) {
        assertThat(Ipv4Range.parse(range).orElseThrow().contains(Ipv4Range.address(address).orElseThrow()))
                .isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/-1", "1.2.3.4/24/8",
            "01.2.3.4", "0x1.2.3.4", "::1", "::ffff:1.2.3.4", "2001:db8::/32", " 1.2.3.4", "1.2.3.4 ", "1.2.3.4/ 8",
            "1.2.3.4/08", "1.2.3.4/00", "1.2.3.*",
            "localhost", "1234567890.1.1.1" })
    void otherText_isRejected(String text) {
        assertThat(Ipv4Range.parse(text)).isEmpty();
    }

    @Test
    void toString_isTheNetwork() {
        assertThat(Ipv4Range.parse("192.168.255.129/25").orElseThrow()).hasToString("192.168.255.128/25");
        assertThat(Ipv4Range.parse("1.2.3.4/0").orElseThrow()).hasToString("0.0.0.0/0");
    }
}
