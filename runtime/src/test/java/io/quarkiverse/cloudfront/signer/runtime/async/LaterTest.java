package io.quarkiverse.cloudfront.signer.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.smallrye.mutiny.Uni;

class LaterTest {

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    static List<Later<String>> values() {
        return List.of(Later.known("a"), Later.of(Uni.createFrom().item("a")),
                Later.of(() -> "a", () -> Uni.createFrom().item("a")), Later.shared(Uni.createFrom().item("a"), "wait"));
    }

    static List<Later<String>> failures() {
        IllegalStateException failure = new IllegalStateException("broken");
        return List.of(Later.failed(failure), Later.of(Uni.createFrom().failure(failure)), Later.of(() -> {
            throw failure;
        }, () -> {
            throw failure;
        }), Later.shared(Uni.createFrom().failure(failure), "wait"), Later.known("a").map(value -> {
            throw failure;
        }), Later.of(Uni.createFrom().item("a")).map(value -> {
            throw failure;
        }));
    }

    private static void assertValue(Later<String> later, String expected) {
        assertThat(later.await()).isEqualTo(expected);
        assertThat(later.toUni().await().indefinitely()).isEqualTo(expected);
        Later<String> known = later.ifKnown();
        if (known != null) {
            assertThat(known.isValue()).isTrue();
            assertThat(known.await()).isEqualTo(expected);
        }
    }

    private static void assertFailure(Later<String> later, String message) {
        assertThatThrownBy(later::await).hasMessage(message);
        assertThatThrownBy(() -> later.toUni().await().indefinitely()).hasMessage(message);
        Later<String> known = later.ifKnown();
        if (known != null) {
            assertThat(known.isValue()).isFalse();
            assertThatThrownBy(known::await).hasMessage(message);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void stepsAreTheSame_howeverTheValueIsAskedFor(Later<String> later) {
        assertValue(later, "a");
        assertValue(later.map(value -> value + "b"), "ab");
        for (Later<String> next : values()) {
            assertValue(later.flatMap(value -> next.map(other -> value + other)), "aa");
            assertValue(later.flatMapWithoutContext(value -> next), "a");
        }
        for (Later<String> next : failures()) {
            assertFailure(later.flatMap(value -> next), "broken");
            assertFailure(later.flatMapWithoutContext(value -> next), "broken");
        }
        assertValue(later.onFailure(failure -> true, failure -> Later.known("other")), "a");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresAreTheSame_howeverTheValueIsAskedFor(Later<String> later) {
        assertFailure(later, "broken");
        assertFailure(later.map(value -> value + "b"), "broken");
        assertFailure(later.onFailure(failure -> false, failure -> Later.known("other")), "broken");
        assertFailure(later.onFailure(failure -> true, failure -> {
            throw new IllegalStateException("worse");
        }), "worse");
        for (Later<String> next : values()) {
            assertFailure(later.flatMap(value -> next), "broken");
            assertValue(later.onFailure(failure -> failure.getMessage().equals("broken"), failure -> next), "a");
        }
        for (Later<String> next : failures()) {
            assertFailure(later.onFailure(failure -> true, failure -> next), "broken");
        }
    }

    @Test
    void checkedException_isThrownUnchanged() {
        IOException failure = new IOException("broken");

        assertThatThrownBy(() -> Later.failed(failure).await()).isSameAs(failure);
    }

    @Test
    void workThatBegins_isNotStartedToLookAtIt() {
        AtomicInteger begun = new AtomicInteger();
        Later<Integer> work = Later.of(Uni.createFrom().item(begun::incrementAndGet));

        assertThat(work.ifKnown()).isNull();
        assertThat(work.map(value -> value).ifKnown()).isNull();
        assertThat(begun).hasValue(0);
    }

    @Test
    void stepAfterAKnownValue_isMadeOnce() {
        AtomicInteger made = new AtomicInteger();
        Later<String> steps = Later.shared(Uni.createFrom().item("a"), "wait").flatMap(value -> {
            made.incrementAndGet();
            return Later.of(Uni.createFrom().item(value + "b"));
        }).map(value -> value + "c").flatMap(value -> Later.of(Uni.createFrom().item(value + "d")))
                .onFailure(failure -> true, Later::failed);

        assertThat(steps.toUni().await().indefinitely()).isEqualTo("abcd");
        assertThat(made).hasValue(1);
    }

    @Test
    void pendingValue_isNotAwaitedOnTheEventLoop() {
        CompletableFuture<String> late = new CompletableFuture<>();
        Later<String> shared = Later.shared(Uni.createFrom().completionStage(late), "the event loop must not wait");
        Later<String> step = shared.map(value -> value + "b");

        assertThatThrownBy(() -> EventLoop.run(step::await)).hasFieldOrPropertyWithValue("reason", Reason.BLOCKING_NOT_ALLOWED)
                .hasMessage("the event loop must not wait");
        assertThat(step.ifKnown()).isNull();
        CompletableFuture<String> seen = step.toUni().subscribeAsCompletionStage();
        assertThat(seen).isNotDone();
        late.complete("a");

        assertThat(seen.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("ab");
        assertThat(EventLoop.run(step::await)).isEqualTo("ab");
        assertThat(EventLoop.run(() -> step.ifKnown().await())).isEqualTo("ab");
    }

    @Test
    void pendingValue_isAwaitedElsewhere() {
        CompletableFuture<String> late = new CompletableFuture<>();
        late.completeOnTimeout("a", 20, TimeUnit.MILLISECONDS);

        assertThat(Later.shared(Uni.createFrom().completionStage(late), "wait").await()).isEqualTo("a");
    }
}
