package io.quarkiverse.cloudfront.signer.runtime.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;

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
    }
}
