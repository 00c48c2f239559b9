package io.quarkiverse.cloudfront.signer.runtime.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.mark.Marker;
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
        assertThat(local.isRevoked("a.zzzzzz")).isTrue();
        assertThat(local.isRevoked("a.1000000")).isFalse();
        assertThat(local.isRevoked("b.tp9inz")).isTrue();
        assertThat(local.isRevoked("b.tp9io0")).isFalse();
        assertThat(new LocalRevocations("elsewhere").isRevoked("a.100000")).isFalse();
    }

    @Test
    void endedLogins_areMerged() {
        LocalRevocations local = new LocalRevocations("LocalRevocationsTest.logins");
        DevConsoleManager.setGlobal(LocalRevocations.global("LocalRevocationsTest.logins"), store);
        local.put(Map.of("u/a", "100000.phone_tp9io0-tp9io9")).await().indefinitely();
        local.put(Map.of("u/a", "100000.laptoptp9io1-tp9ioa")).await().indefinitely();
        String merged = "100000.laptoptp9io1-tp9ioa.phone_tp9io0-tp9io9";
        assertThat(store).isEqualTo(Map.of("u/a", merged));

        local.put(Map.of("u/a", "100000.phone_tp9io0-tp9iob")).await().indefinitely();
        assertThat(store).as("a repeated logout").isEqualTo(Map.of("u/a", merged));
    }

    /** Dev UI shows what the edge decides. */
    @Test
    void loginIsRevoked_ifTheEdgeRefusesIt() {
        LocalRevocations local = new LocalRevocations("LocalRevocationsTest.edge");
        DevConsoleManager.setGlobal(LocalRevocations.global("LocalRevocationsTest.edge"), store);
        byte[] bytes = new byte[MarkSecret.SHORTEST];
        MarkSecret secret = new MarkSecret(bytes);
        MarkCheck edge = new MarkCheck(List.of(MarkKey.of(bytes)), true, key -> Optional.ofNullable(store.get(key)));
        Instant noon = Instant.parse("2026-11-29T12:00:00Z");
        List<MarkedUser> users = IntStream.range(0, 24).mapToObj(i -> new MarkedUser("", "alice",
                i < 4 ? null : noon.plusSeconds(i % 4), i < 4 ? "" : "session " + i / 4, null)).toList();
        Rounds.each(random -> {
            store.clear();
            for (int i = random.nextInt(50); i > 0; i--) {
                MarkedUser user = users.get(4 + random.nextInt(20));
                local.put(Map.of("u/" + secret.pseudonym("", "alice"), MarkSecret.text(noon.plusSeconds(random.nextInt(3) - 2))
                        + "." + secret.login(user) + MarkSecret.text(noon.plusSeconds(random.nextInt(4))) + "-"
                        + MarkSecret.text(noon.plusSeconds(random.nextInt(9))))).await().indefinitely();
            }
            if (random.nextInt(4) == 0) {
                local.put(Map.of("all", MarkSecret.text(noon.plusSeconds(random.nextInt(4))))).await().indefinitely();
            }
            for (MarkedUser user : users) {
                Marker marker = secret.marker(user, noon.plusSeconds(random.nextInt(4)), 1);
                String url = marker.url("https://media.example.com/a");
                boolean refused = edge.decide("GET", url.substring(25) + "&Expires=1&Signature=s&Key-Pair-Id=K1", List.of())
                        .refusal().isPresent();

                assertThat(local.isRevoked(marker.begin())).as("%s with %s", marker.begin(), store).isEqualTo(refused);
            }
        });
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
