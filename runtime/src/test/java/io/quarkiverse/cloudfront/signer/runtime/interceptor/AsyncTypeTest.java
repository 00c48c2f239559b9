package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ParallelSigner;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.delivery.UrlDelivery;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class AsyncTypeTest {

    private static final String URL = "https://media.example.com/a.jpg";

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private static ResultDelivery delivery() {
        GrantTerms terms = GrantTerms.of("test", TestSigners.signer(new SteppedClock(TestApplication.NOW)), null, null, null);
        return new UrlDelivery(new Grant(terms, Map.of(), null, null), null, new ReturnValueRewriter(null),
                new ParallelSigner());
    }

    @Test
    void types_areKnownByTheNamesThatMethodsDeclare() {
        assertThat(AsyncType.ofOneValue()).contains("io.smallrye.mutiny.Uni", "java.util.concurrent.CompletableFuture");
        assertThat(AsyncType.ofManyValues()).contains("io.smallrye.mutiny.Multi", "kotlinx.coroutines.flow.Flow");
    }

    /** Methods that return these. */
    interface Returning {

        Uni<String> later();

        Multi<List<String>> items();

        List<String> list();

        String text();
    }

    @ParameterizedTest
    @CsvSource({ "later, java.lang.String", "items, java.util.List<java.lang.String>",
            "list, java.util.List<java.lang.String>", "text, java.lang.String" })
    void awaitedType_isThatOfTheValue(String method, String awaited) throws Exception {
        assertThat(AsyncType.awaited(Returning.class.getDeclaredMethod(method).getGenericReturnType()).getTypeName())
                .isEqualTo(awaited);
    }

    /** A publisher that is nothing else. */
    private static Publisher<String> publisher(String item) {
        return subscriber -> Multi.createFrom().item(item).subscribe(subscriber);
    }

    private static Object value(String type) {
        return switch (type) {
            case "io.smallrye.mutiny.Uni" -> Uni.createFrom().item(URL);
            case "java.util.concurrent.CompletionStage", "java.util.concurrent.CompletableFuture" ->
                CompletableFuture.completedFuture(URL);
            case "io.smallrye.mutiny.Multi" -> Multi.createFrom().item(URL);
            case "java.util.concurrent.Flow$Publisher" -> publisher(URL);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Object item(Object value) {
        if (value instanceof Uni<?> uni) {
            return uni.await().indefinitely();
        } else if (value instanceof CompletionStage<?> stage) {
            return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        }
        return Multi.createFrom().publisher((Publisher<?>) value).toUni().await().indefinitely();
    }

    /** A flow needs Kotlin, which delivers it. */
    static List<String> types() {
        return Stream.concat(AsyncType.ofOneValue().stream(), AsyncType.ofManyValues().stream())
                .filter(name -> !name.startsWith("kotlinx.")).toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void resultOfEachType_isSignedAsThatType(String name) throws Exception {
        Object delivered = AsyncType.of(value(name)).deliver(value(name), delivery());

        assertThat(delivered).isInstanceOf(Class.forName(name));
        assertThat((String) item(delivered)).startsWith(URL + "?").contains("&Signature=");
    }

    @ParameterizedTest
    @MethodSource("types")
    void callOfEachType_isMadeOnceTheUserIsKnown(String name) throws Exception {
        CompletableFuture<String> user = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        Later<?> login = Later.shared(Uni.createFrom().completionStage(user), "pending");

        Object result = AsyncType.declaredAs(Class.forName(name)).after(login, () -> {
            calls.incrementAndGet();
            return value(name);
        });
        assertThat(result).isInstanceOf(Class.forName(name));
        CompletableFuture<Object> item = CompletableFuture.supplyAsync(() -> item(result));
        assertThat(calls).hasValue(0);
        user.complete("alice");

        assertThat(item.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(URL);
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void callOfAnAnonymousCaller_isNotMade(String name) throws Exception {
        Object result = AsyncType.declaredAs(Class.forName(name)).after(Later.failed(new UnauthorizedException("no")), () -> {
            throw new AssertionError("called");
        });

        assertThatThrownBy(() -> item(result)).satisfiesAnyOf(
                failure -> assertThat(failure).isInstanceOf(UnauthorizedException.class),
                failure -> assertThat(failure).hasCauseInstanceOf(UnauthorizedException.class));
    }

    @Test
    void failureOfACallAfterTheLogin_reachesTheCaller() {
        Object result = AsyncType.declaredAs(Uni.class).after(Later.known("alice"), () -> {
            throw new IOException("broken");
        });

        assertThatThrownBy(() -> item(result)).hasRootCauseMessage("broken");
    }

    /** A type that the extension does not know. */
    private record Promise(CompletableFuture<?> later) {
    }

    @Test
    void anotherType_onlyNeedsAnAdapter() throws Exception {
        AsyncType adapter = new AsyncType.One<>(Promise.class, promise -> Uni.createFrom().completionStage(promise.later()),
                uni -> new Promise(uni.subscribeAsCompletionStage()));
        Callable<Object> call = () -> new Promise(CompletableFuture.completedFuture(URL));

        Promise signed = (Promise) adapter.deliver(call.call(), delivery());
        assertThat((String) signed.later().orTimeout(60, TimeUnit.SECONDS).join()).startsWith(URL + "?")
                .contains("&Signature=");
        Promise called = (Promise) adapter.after(Later.known("alice"), call);
        assertThat((Object) called.later().orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(URL);
    }

    @Test
    void methodForUsers_isCalledOnceTheLoginIsKnown() {
        CompletableFuture<String> user = new CompletableFuture<>();
        TestApplication application = new TestApplication(new TestUsers(TestUsers.alice(null)));
        application.login = () -> Later.shared(Uni.createFrom().completionStage(user), "must not wait");
        TestMethod method = new TestMethod().forUsers();

        Object pending = EventLoop.run(() -> application.call(method, "uni", () -> Uni.createFrom().item(URL)));
        assertThatThrownBy(() -> EventLoop.run(() -> application.call(method, URL)))
                .isInstanceOf(CloudFrontSignerException.class).hasMessage("must not wait");
        user.complete("alice");

        assertThat((String) item(pending)).contains("&Signature=");
        assertThat((String) EventLoop.run(() -> application.call(method, URL))).contains("&Signature=");
    }

    @Test
    void asynchronousMethodForUsers_failsLaterWithoutALogin() {
        TestApplication application = new TestApplication(new TestUsers(TestUsers.nobody()));
        application.login = () -> Later.failed(new UnauthorizedException("no"));

        Object result = application.call(new TestMethod().forUsers(), "uni", () -> {
            throw new AssertionError("called");
        });

        assertThatThrownBy(() -> item(result)).isInstanceOf(UnauthorizedException.class);
    }
}
