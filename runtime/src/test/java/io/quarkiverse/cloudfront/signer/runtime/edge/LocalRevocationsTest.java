package io.quarkiverse.cloudfront.signer.runtime.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.dev.console.DevConsoleManager;

class LocalRevocationsTest {

    private final Map<String, String> store = new TreeMap<>();

    @Test
    void storeOfTheEdge_keepsTheLaterRevocation() {
        LocalRevocations local = new LocalRevocations("LocalRevocationsTest");
        assertThatThrownBy(() -> local.put(Map.of("all", "tp9io0")).await().indefinitely())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The local edge runs in another process, whose revocations cannot be reached");

        DevConsoleManager.setGlobal(LocalRevocations.global("LocalRevocationsTest"), store);
        local.put(Map.of("all", "tp9io0")).await().indefinitely();
        local.put(Map.of("all", "tp9inz", "u/a", "zzzzzz")).await().indefinitely();
        local.put(Map.of("u/a", "1000000")).await().indefinitely();

        assertThat(store).isEqualTo(Map.of("all", "tp9io0", "u/a", "1000000"));
        assertThat(local.isRevoked("a", Instant.ofEpochSecond(Long.parseLong("zzzzzz", 36)))).isTrue();
        assertThat(local.isRevoked("a", Instant.ofEpochSecond(Long.parseLong("1000000", 36)))).isFalse();
        assertThat(local.isRevoked("b", Instant.ofEpochSecond(Long.parseLong("tp9inz", 36)))).isTrue();
        assertThat(local.isRevoked("b", Instant.ofEpochSecond(Long.parseLong("tp9io0", 36)))).isFalse();
        assertThat(new LocalRevocations("elsewhere").isRevoked("a", Instant.EPOCH)).isFalse();
    }

    @Test
    void revocationsAtTheSameTime_areAllKept() {
        Map<String, String> concurrent = new ConcurrentHashMap<>();
        LocalRevocations local = new LocalRevocations("LocalRevocationsTest.concurrent");
        DevConsoleManager.setGlobal(LocalRevocations.global("LocalRevocationsTest.concurrent"), concurrent);

        IntStream.range(0, 8_000).parallel().forEach(i -> local.put(Map.of("u/" + i, "tp9io0", "all",
                Long.toString(60_466_176L + i * 7919L % 8_000, Character.MAX_RADIX))).await().indefinitely());

        assertThat(concurrent).hasSize(8_001).containsEntry("all", Long.toString(60_466_176L + 7_999, Character.MAX_RADIX));
    }
}
