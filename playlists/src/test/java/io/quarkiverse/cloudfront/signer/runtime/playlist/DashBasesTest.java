package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class DashBasesTest {

    private final DashBases bases = new DashBases(List.of("https://media.example.com/a/"), new DashWork(0));

    @Test
    void dataUri_isAShortBase() {
        DashBases data = bases.resolve("data:application/mp4;base64," + "A".repeat(1 << 20));

        // each reference below would be as much work as the base is long
        assertThat(data.urls()).containsExactly("data:,");
        assertThat(data.resolve("../b/").urls()).containsExactly("data:,");
        assertThat(data.resolve("https://media.example.com/b/").urls()).containsExactly("https://media.example.com/b/");
    }
}
