package io.quarkiverse.cloudfront.signer.runtime.metrics;

import java.util.Locale;

/** The common tags of all meters. */
final class MeterTags {

    static final String SIGNER = "signer";
    static final String KEY_PAIR_ID = "key.pair.id";

    private MeterTags() {
    }

    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
