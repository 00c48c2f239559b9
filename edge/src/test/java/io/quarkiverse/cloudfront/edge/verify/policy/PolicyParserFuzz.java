package io.quarkiverse.cloudfront.edge.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.quarkiverse.cloudfront.edge.verify.request.Refusal;

class PolicyParserFuzz {

    static List<byte[]> seeds() {
        return List.of("""
                {"Statement":[{"Resource":"*","Condition":{"DateLessThan":{"AWS:EpochTime":2000000000},\
                "DateGreaterThan":{"AWS:EpochTime":1},"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}}}]}
                """.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void policy_ofAnyBytes_isReadOrRefused(byte[] json) {
        check(json);
    }

    static void check(byte[] json) {
        try {
            PolicyStatement policy = new PolicyParser().parse(json);

            assertThat(policy.expires().getEpochSecond()).isBetween(0L, PolicyStatement.MAX_EPOCH_SECONDS);
        } catch (Refusal refusal) {
            assertThat(refusal.reason().sentence()).matches("[ -~]+");
        }
    }
}
