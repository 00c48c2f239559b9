package io.quarkiverse.cloudfront.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PolicyParserFuzz {

    @FuzzTest(maxDuration = "60s")
    void policy_ofAnyBytes_isReadOrRefused(byte[] json) {
        check(json);
    }

    static void check(byte[] json) {
        try {
            Policy policy = new PolicyParser().parse(json);

            assertThat(policy.expires().getEpochSecond()).isBetween(0L, Policy.MAX_EPOCH_SECONDS);
        } catch (Refusal refusal) {
            assertThat(refusal.reason().sentence()).matches("[ -~]+");
        }
    }
}
