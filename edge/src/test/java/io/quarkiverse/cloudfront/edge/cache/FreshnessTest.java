package io.quarkiverse.cloudfront.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.MultiMap;

class FreshnessTest {

    private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "max-age=60                      | 60",
            "Max-Age=60, public              | 60",
            "max-age=\"60\"                  | 60",
            "max-age=60, s-maxage=10         | 10",
            "s-maxage=0, max-age=60          | 0",
            "max-age=60, no-store            | 0",
            "PRIVATE                         | 0",
            "no-cache=\"Set-Cookie\"         | 0",
            "max-age=rubbish                 | 86400",
            "max-age=-5                      | 86400",
            "max-age=99999999999999999999    | 86400",
            "public                          | 86400",
            "''                              | 86400"
    })
    void freshness_followsCacheControl(String cacheControl, long seconds) {
        assertThat(Freshness.lifetime(MultiMap.caseInsensitiveMultiMap().add("Cache-Control", cacheControl), NOW))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Tue, 24 Nov 2026 14:01:00 GMT | 60",
            "Tue, 24 Nov 2026 13:00:00 GMT | 0",
            "0                             | 0",
            "tomorrow                      | 0"
    })
    void freshness_withoutCacheControl_followsExpires(String expires, long seconds) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Expires", expires);
        assertThat(Freshness.lifetime(headers, NOW)).isEqualTo(Duration.ofSeconds(seconds));

        headers.add("Cache-Control", "public").add("Cache-Control", "max-age=5");
        assertThat(Freshness.lifetime(headers, NOW)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void responseThatVariesWithEverything_isNeverFresh() {
        assertThat(Freshness.lifetime(MultiMap.caseInsensitiveMultiMap().add("Vary", "*"), NOW)).isZero();
    }
}
