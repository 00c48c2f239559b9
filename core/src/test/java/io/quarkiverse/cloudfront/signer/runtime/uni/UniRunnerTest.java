package io.quarkiverse.cloudfront.signer.runtime.uni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.smallrye.mutiny.Uni;

class UniRunnerTest {

    private final List<Object> events = new ArrayList<>();

    @Test
    void failureThatCannotBeReported_isLogged() {
        try (LogCapture log = new LogCapture(UniRunner.class)) {
            UniRunner.run(Uni.createFrom().failure(new IllegalStateException()), events::add, reason -> {
                throw new IllegalArgumentException();
            });

            assertThat(log.take()).containsExactly("ERROR A failure could not be reported");
        }
    }

    @Test
    void work_canBeCancelled() {
        CompletableFuture<String> late = new CompletableFuture<>();

        UniRunner.run(Uni.createFrom().completionStage(late), events::add, events::add).cancel();
        late.complete("page");

        assertThat(events).isEmpty();
    }
}
