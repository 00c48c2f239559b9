package io.quarkiverse.cloudfront.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.output.CommandException;

class TargetTest {

    @ParameterizedTest
    @CsvSource({ "https://d1.cloudfront.net, d1.cloudfront.net, 443, https://d1.cloudfront.net",
            "HTTP://D1.cloudfront.net/, d1.cloudfront.net, 80, http://d1.cloudfront.net",
            "https://localhost:8443, localhost:8443, 8443, https://localhost:8443",
            "http://127.0.0.1:80, 127.0.0.1:80, 80, http://127.0.0.1:80" })
    void url_isAHostAndAPort(URI url, String host, int port, String base) {
        Target target = Target.of(url);

        assertThat(target.host()).isEqualTo(host);
        assertThat(target.hostname()).isEqualTo(host.replaceFirst(":.*", ""));
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.base()).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = { "d1.cloudfront.net", "ftp://d1.cloudfront.net", "https://d1.cloudfront.net/a", "https:///",
            "mailto:a@b",
            "https://d1.cloudfront.net?a", "https://d1_.cloudfront.net" })
    void otherUrl_isRefused(URI url) {
        assertThatThrownBy(() -> Target.of(url)).isInstanceOf(CommandException.class)
                .hasMessage("--url must be https:// and the host of a distribution, without a path");
    }
}
