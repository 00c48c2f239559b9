package io.quarkiverse.cloudfront.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.MultiMap;

class ValidatorsTest {

    /** Parts of two versions that a weak tag takes for equal do not fit together. */
    @ParameterizedTest
    @CsvSource({ "\"1\", \"1\", true", "\"1\", \"2\", false", "W/\"1\", W/\"1\", false", "\"1\", W/\"1\", false",
            "W/\"1\", \"1\", false" })
    void range_appliesToTheSameBytesOnly(String etag, String condition, boolean applies) {
        Validators validators = Validators.of(MultiMap.caseInsensitiveMultiMap().add("ETag", etag));

        assertThat(validators.rangeApplies(MultiMap.caseInsensitiveMultiMap().add("If-Range", condition))).isEqualTo(applies);
    }
}
