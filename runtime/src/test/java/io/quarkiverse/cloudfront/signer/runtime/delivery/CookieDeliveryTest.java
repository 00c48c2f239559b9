package io.quarkiverse.cloudfront.signer.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Reply;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Thrown;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestMethod;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class CookieDeliveryTest {

    private static final Instant NOW = Instant.parse(TestApplication.NOW);
    private static final TestMethod METHOD = new TestMethod().cookies().resource("/videos/{id}/*");
    private static final TestMethod WRITES_HEAD = new TestMethod().cookies().resource("/videos/{id}/*").writesHead();

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private static TestApplication application(User user, String... properties) {
        return new TestApplication(new TestUsers(user), properties);
    }

    private static TestApplication application() {
        return application(TestUsers.alice(NOW.plusSeconds(60)));
    }

    private static List<String> cookies(TestApplication application) {
        return application.exchange.respond(200).setCookies();
    }

    private static String policy(List<String> cookies) {
        String value = cookies.stream().filter(cookie -> cookie.startsWith("CloudFront-Policy=")).findFirst().orElseThrow()
                .replaceFirst("CloudFront-Policy=([^;]*).*", "$1");
        return new String(Base64.getDecoder().decode(value.replace('-', '+').replace('_', '=').replace('~', '/')),
                StandardCharsets.UTF_8);
    }

    @Test
    void result_isUnchangedAndCookiesExpireWithTheToken() {
        TestApplication application = application();

        assertThat(application.call(METHOD, "page", "7", null)).isEqualTo("page");

        List<String> cookies = cookies(application);
        assertThat(policy(cookies)).contains("\"https://media.example.com/videos/7/*\"")
                .contains("\"AWS:EpochTime\":" + NOW.plusSeconds(60).getEpochSecond());
        assertThat(cookies).filteredOn(cookie -> cookie.startsWith("CloudFront-")).hasSize(4)
                .allMatch(cookie -> cookie.contains("; Path=/videos/7/;") && cookie.contains("; Secure")
                        && cookie.contains("; SameSite=Lax"));
        assertThat(application.exchange.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void attributes_areThoseOfTheSigner() {
        TestApplication application = application(TestUsers.alice(null), "cookies.domain=example.com", "cookies.path=/videos/",
                "cookies.same-site=none", "cookies.http-only=false");

        application.call(METHOD, "page", "7", null);

        assertThat(cookies(application)).filteredOn(cookie -> cookie.startsWith("CloudFront-")).isNotEmpty()
                .allMatch(cookie -> cookie.contains("; Path=/videos/;") && cookie.contains("; Domain=example.com")
                        && cookie.contains("; SameSite=None") && !cookie.contains("HttpOnly"));
    }

    @Test
    void methodWithoutResource_usesTheConfiguredOne() {
        TestApplication application = application(TestUsers.alice(null), "cookies.resource=/users/{principal}/*");

        application.call(new TestMethod().cookies(), "page");

        assertThat(policy(cookies(application))).contains("/users/alice/*");
    }

    @Test
    void asynchronousResults_setCookies() {
        TestApplication uni = application();
        assertThat(((Uni<?>) uni.call(METHOD, Uni.createFrom().item("page"), "7", null)).await().indefinitely())
                .isEqualTo("page");
        assertThat(policy(cookies(uni))).contains("/videos/7/*");

        TestApplication stage = application();
        assertThat((Object) ((CompletionStage<?>) stage.call(METHOD, CompletableFuture.completedFuture("page"), "7", null))
                .toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("page");
        assertThat(policy(cookies(stage))).contains("/videos/7/*");
    }

    @Test
    void stream_hasItsCookiesBeforeItIsSubscribed() {
        TestApplication application = application();
        Multi<String> items = Multi.createFrom().items("a", "b");

        assertThat(application.call(METHOD, "multi", () -> items, "7", null)).isSameAs(items);
        assertThat(policy(cookies(application))).contains("/videos/7/*");
    }

    @Test
    void failedMethod_setsNoCookies() {
        TestApplication application = application();

        assertThatThrownBy(() -> application.call(METHOD, "any", () -> {
            throw new IllegalStateException("broken");
        }, "7", null)).hasMessage("broken");
        assertThatThrownBy(
                () -> ((Uni<?>) application.call(METHOD, Uni.createFrom().failure(new IllegalStateException("later")),
                        "7", null)).await().indefinitely())
                .hasMessage("later");
        assertThat(cookies(application)).isEmpty();
    }

    @Test
    void anonymousCaller_getsNoCookies() {
        TestApplication application = application(TestUsers.nobody());

        assertThatThrownBy(() -> application.call(METHOD, "page", "7", null)).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> ((Uni<?>) application.call(METHOD, Uni.createFrom().item("page"), "7", null)).await()
                .indefinitely()).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> application.call(METHOD, "multi", () -> Multi.createFrom().item("a"), "7", null))
                .isInstanceOf(UnauthorizedException.class);
        assertThat(cookies(application)).isEmpty();
    }

    @Test
    void responseAlreadyStarted_failsTheCall() {
        TestApplication application = application();
        application.exchange.begin(200);

        assertThatThrownBy(() -> application.call(METHOD, "page", "7", null)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("the headers of the response have already been sent");
        assertThat(application.exchange.isBrokenOff()).isTrue();
    }

    @Test
    void headSentBeforeTheCookiesAreSigned_becomesAnError() {
        TestApplication application = application();

        assertThatThrownBy(() -> application.call(METHOD, "any", () -> {
            assertThat(cookies(application)).isEmpty();
            return "page";
        }, "7", null)).isInstanceOf(CloudFrontSignerException.class);

        assertThat(application.exchange.status()).isEqualTo(500);
        assertThat(application.exchange.isBrokenOff()).as("the response is complete").isFalse();
    }

    @Test
    void headSentWhileTheResultIsPending_becomesAnError() {
        TestApplication uni = application();
        ((Uni<?>) uni.call(METHOD, Uni.createFrom().nothing(), "7", null)).subscribe().with(item -> {
        });
        assertThat(uni.exchange.respond(200).status()).isEqualTo(500);

        TestApplication stage = application();
        stage.call(METHOD, new CompletableFuture<>(), "7", null);
        assertThat(stage.exchange.respond(200).status()).isEqualTo(500);
    }

    @Test
    void headSentAfterTheResultWasAbandoned_staysAsItIs() {
        TestApplication cancelled = application();
        ((Uni<?>) cancelled.call(METHOD, Uni.createFrom().nothing(), "7", null)).subscribe().with(item -> {
        }).cancel();
        assertThat(cancelled.exchange.respond(200).status()).isEqualTo(200);

        TestApplication neverSubscribed = application();
        neverSubscribed.call(METHOD, Uni.createFrom().item("page"), "7", null);
        assertThat(neverSubscribed.exchange.respond(200).status()).isEqualTo(200);

        TestApplication failed = application();
        assertThatThrownBy(() -> failed.call(METHOD, "any", () -> {
            throw new IllegalStateException("broken");
        }, "7", null)).hasMessage("broken");
        assertThat(failed.exchange.respond(200).status()).isEqualTo(200);
        assertThat(failed.exchange.setCookies()).isEmpty();
    }

    @Test
    void methodThatCanSendTheHead_hasItsCookiesBefore() {
        TestApplication application = application();

        assertThat(application.call(WRITES_HEAD, "any", () -> {
            assertThat(policy(cookies(application))).contains("/videos/7/*");
            return "page";
        }, "7", null)).isEqualTo("page");

        assertThat(application.exchange.status()).isEqualTo(200);
    }

    @Test
    void methodThatCanSendTheHead_losesItsCookiesWhenItFails() {
        TestApplication thrown = application();
        assertThatThrownBy(() -> thrown.call(WRITES_HEAD, "any", () -> {
            throw new IllegalStateException("broken");
        }, "7", null)).hasMessage("broken");
        assertThat(cookies(thrown)).isEmpty();

        TestApplication uni = application();
        assertThatThrownBy(() -> ((Uni<?>) uni.call(WRITES_HEAD, Uni.createFrom().failure(new IOException("later")),
                "7", null)).await().indefinitely()).hasRootCauseMessage("later");
        assertThat(cookies(uni)).isEmpty();

        TestApplication stage = application();
        stage.call(WRITES_HEAD, CompletableFuture.failedFuture(new IOException("later")), "7", null);
        assertThat(cookies(stage)).isEmpty();
    }

    @Test
    void methodThatCanSendTheHead_getsItsCookiesBackForAThrownResponse() {
        TestApplication application = new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)),
                new TestRest(Map.of()), null);
        Thrown redirect = new Thrown(new Reply(303, null, "/page"));

        assertThatThrownBy(() -> application.call(WRITES_HEAD, "any", () -> {
            throw redirect;
        }, "7", null)).isInstanceOf(Thrown.class);

        assertThat(policy(cookies(application))).contains("/videos/7/*");
    }

    @Test
    void methodThatCanSendTheHead_withPendingSignatureOnTheEventLoop_isNotCalled() {
        TestApplication application = new TestApplication(new Exchange(), new TestUsers(new CompletableFuture<>()), null, null);

        assertThatThrownBy(() -> EventLoop.run(() -> application.call(WRITES_HEAD, "nothing", () -> {
            throw new AssertionError("called");
        }, "7", null))).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("Album.any: signed cookies must be set before the method is called")
                .hasMessageEndingWith("Annotate the method with @Blocking");
    }

    @Test
    void asynchronousMethodThatCanSendTheHead_setsCookiesLater() {
        CompletableFuture<User> late = new CompletableFuture<>();
        TestApplication application = new TestApplication(new TestUsers(late));
        Uni<?> delivered = EventLoop.run(() -> (Uni<?>) application.call(WRITES_HEAD, "uni",
                () -> Uni.createFrom().item("page"), "7", null));

        late.complete(TestUsers.alice(null));

        assertThat(delivered.await().indefinitely()).isEqualTo("page");
        assertThat(policy(cookies(application))).contains("/videos/7/*");
    }

    @Test
    void streamForAPendingUser_waitsForTheCookies() {
        CompletableFuture<User> late = new CompletableFuture<>();
        TestApplication application = new TestApplication(new TestUsers(late));
        Multi<?> delivered = EventLoop
                .run(() -> (Multi<?>) application.call(METHOD, "multi", () -> Multi.createFrom().items("a"), "7", null));
        CompletableFuture<?> items = delivered.collect().asList().subscribeAsCompletionStage();
        assertThat(items).isNotDone();

        late.complete(TestUsers.alice(null));

        assertThat((Object) items.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(List.of("a"));
        assertThat(policy(cookies(application))).contains("/videos/7/*");
    }

    @Test
    void subtypeOfMultiForAPendingUser_isRejectedOnTheEventLoop() {
        TestApplication application = new TestApplication(new Exchange(), new TestUsers(new CompletableFuture<>()), null, null);

        assertThatThrownBy(() -> EventLoop
                .run(() -> application.call(METHOD, "kindOfMulti", () -> Multi.createFrom().items("a"), "7", null)))
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("signed cookies cannot be set for a AbstractMulti on the event loop");
    }

    @Test
    void localSignatureForAKnownUser_isMadeOnTheEventLoop() {
        TestApplication application = application();

        assertThat(EventLoop.<Object> run(() -> application.call(WRITES_HEAD, "any", () -> {
            assertThat(policy(cookies(application))).contains("/videos/7/*");
            return "page";
        }, "7", null))).isEqualTo("page");

        Multi<String> items = Multi.createFrom().items("a");
        TestApplication streaming = new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)),
                new TestRest(Map.of()), null);
        assertThat(EventLoop.<Object> run(() -> streaming.call(METHOD, "multi", () -> items, "7", null))).isSameAs(items);
        assertThat(policy(cookies(streaming))).contains("/videos/7/*");
    }

    @Test
    void methodThatCanSendTheHead_withARemoteKeyOnTheEventLoop_isNotCalled() {
        TestApplication application = withRemoteKey();

        assertThatThrownBy(() -> EventLoop.run(() -> application.call(WRITES_HEAD, "nothing", () -> {
            throw new AssertionError("called");
        }, "7", null))).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("Album.any: signed cookies must be set before the method is called");
    }

    /** The key signs later, on another thread. */
    private static TestApplication withRemoteKey() {
        TestKey key = new TestKey("KREMOTE", SigningKey.Algorithm.RSA_SHA256,
                policy -> Uni.createFrom().completionStage(() -> CompletableFuture.supplyAsync(() -> new byte[256],
                        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS))));
        return new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)), null, key);
    }

    @Test
    void signatureOfARemoteKey_isWaitedForByAThreadThatMayBlock() {
        TestApplication writing = withRemoteKey();
        assertThat(writing.call(WRITES_HEAD, "any", () -> {
            assertThat(policy(cookies(writing))).contains("/videos/7/*");
            return "page";
        }, "7", null)).isEqualTo("page");

        TestApplication streaming = withRemoteKey();
        Multi<String> items = Multi.createFrom().items("a");
        assertThat(streaming.call(METHOD, "multi", () -> items, "7", null)).isSameAs(items);
        assertThat(policy(cookies(streaming))).contains("/videos/7/*");
    }

    @Test
    void checkedFailureOfALogin_failsTheStream() {
        TestApplication application = new TestApplication(
                new TestUsers(CompletableFuture.failedFuture(new IOException("no provider"))));

        assertThatThrownBy(() -> application.call(METHOD, "multi", () -> Multi.createFrom().item("a"), "7", null))
                .isInstanceOf(CompletionException.class).hasRootCauseMessage("no provider");
    }
}
