package io.quarkiverse.cloudfront.signer.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Reply;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestMethod;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class UrlDeliveryTest {

    private static final Instant NOW = Instant.parse(TestApplication.NOW);

    private final TestApplication application = new TestApplication(new TestUsers(TestUsers.alice(NOW.plusSeconds(60))));

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private static void assertSigned(Object url, long life) {
        assertThat((String) url).startsWith("https://media.example.com/a.jpg?Expires=" + NOW.plusSeconds(life).getEpochSecond())
                .contains("&Signature=");
    }

    /** Only strings are text. */
    @Test
    void urlsInText_areSignedAndOthersStay() {
        TestMethod method = new TestMethod().resource("/articles/*").content(Content.MARKUP);
        String own = "https://media.example.com/articles/7/a.png";
        String text = "<img src='" + own + "'> /articles/7/b.png https://media.example.com/c.png";

        Object signed = future(application.call(method, Uni.createFrom().item(Map.of("k", List.of(text, "")))))
                .orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(signed).asString().startsWith("{k=[<img src='" + own + "?Policy=").contains("&amp;Signature=")
                .endsWith("'> /articles/7/b.png https://media.example.com/c.png, ]}");
        assertThat(application.call(method, URI.create("/articles/7/a.png"))).asString().startsWith(own + "?Policy=")
                .contains("&Signature=");
        assertThatThrownBy(() -> application.call(method, URI.create("/c.png")))
                .hasMessageContaining("the policy does not cover it");
    }

    @Test
    void asynchronousUrlsOfStaticPlaylists_areSigned() {
        TestMethod method = new TestMethod().resource("/videos/*").content(Content.STATIC_PLAYLIST);
        String expected = "https://media.example.com/videos/7/a.mpd?kid=K1&alg=SHA256&Policy=";

        assertThat(future(application.call(method, Uni.createFrom().item("/videos/7/a.mpd"))).orTimeout(60, TimeUnit.SECONDS)
                .join()).asString()
                .startsWith(expected);
        assertThat(future(application.call(method, "multi", () -> Multi.createFrom().item("/videos/7/a.mpd")))
                .orTimeout(60, TimeUnit.SECONDS).join())
                .asInstanceOf(InstanceOfAssertFactories.list(String.class)).singleElement().asString().startsWith(expected);
        assertThatThrownBy(
                () -> future(
                        application.call(new TestMethod().content(Content.STATIC_PLAYLIST), Uni.createFrom().item("/a.mpd")))
                        .orTimeout(60, TimeUnit.SECONDS).join())
                .hasMessageContaining("content = STATIC_PLAYLIST needs a policy");
    }

    private static CompletableFuture<?> future(Object result) {
        return result instanceof Uni<?> uni ? uni.subscribeAsCompletionStage()
                : result instanceof Multi<?> multi ? multi.collect().asList().subscribeAsCompletionStage()
                        : ((CompletionStage<?>) result).toCompletableFuture();
    }

    @Test
    void value_isSignedUntilTheTokenExpires() {
        assertSigned(application.call(new TestMethod(), "/a.jpg"), 60);
        assertThat(application.call(new TestMethod(), null)).isNull();
    }

    @Test
    void asynchronousValues_areSigned() {
        assertSigned(future(application.call(new TestMethod(), Uni.createFrom().item("/a.jpg"))).orTimeout(60, TimeUnit.SECONDS)
                .join(), 60);
        assertSigned(future(application.call(new TestMethod(), CompletableFuture.completedFuture("/a.jpg")))
                .orTimeout(60, TimeUnit.SECONDS).join(), 60);
        assertThat((Object) future(application.call(new TestMethod(), Uni.createFrom().nullItem()))
                .orTimeout(60, TimeUnit.SECONDS).join()).isNull();
        List<?> items = (List<?>) future(application.call(new TestMethod(), Multi.createFrom().items("/a.jpg", "/b.jpg")))
                .orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(items).hasSize(2);
        assertSigned(items.get(0), 60);
    }

    @Test
    void streamOfOnePolicy_isSignedOnce() {
        TestMethod method = new TestMethod().resource("/*");

        List<?> items = (List<?>) future(application.call(method, Multi.createFrom().items("/a.jpg", "/b.jpg")))
                .orTimeout(60, TimeUnit.SECONDS).join();

        assertThat(items).extracting(url -> ((String) url).replaceFirst(".*\\?", "")).hasSize(2)
                .containsOnly(((String) items.get(0)).replaceFirst(".*\\?", ""));
    }

    @Test
    void urlThatThePolicyDoesNotCover_fails() {
        TestMethod method = new TestMethod().resource("/albums/{id}/*");

        assertThatThrownBy(() -> application.call(method, "/a.jpg", "7", null))
                .hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED).hasMessageStartingWith("Album.any: ");
        assertThatThrownBy(() -> future(application.call(method, Uni.createFrom().item("/a.jpg"), "7", null))
                .orTimeout(60, TimeUnit.SECONDS).join())
                .hasCauseInstanceOf(CloudFrontSignerException.class);
    }

    @Test
    void caching_isLimitedToTheExpiryOfTheGrant() {
        application.call(new TestMethod(), "/a.jpg");
        assertThat(application.exchange.respond(200).header("Cache-Control")).startsWith("private, max-age=");

        TestApplication granting = new TestApplication(new TestUsers(TestUsers.alice(null)));
        granting.call(new TestMethod().resource("/*"), "/a.jpg");
        assertThat(granting.exchange.respond(200).header("Cache-Control")).startsWith("private, max-age=");

        TestApplication streaming = new TestApplication(new TestUsers(TestUsers.alice(null)));
        // the headers of server-sent events are sent before there is a subscriber
        streaming.call(new TestMethod(), Multi.createFrom().nothing());
        assertThat(streaming.exchange.respond(200).header("Cache-Control")).startsWith("private, max-age=");
    }

    @Test
    void batchOnTheEventLoop_isRejectedUnlessOnePolicyCoversIt() {
        List<String> urls = List.of("/albums/7/a.jpg", "/albums/7/b.jpg");

        assertThatThrownBy(() -> EventLoop.run(() -> application.call(new TestMethod(), urls)))
                .hasFieldOrPropertyWithValue("reason", Reason.BLOCKING_NOT_ALLOWED)
                .hasMessageContaining("the event loop must not wait for a batch of signatures");
        assertThat(
                (List<?>) EventLoop.run(() -> application.call(new TestMethod().resource("/albums/{id}/*"), urls, "7", null)))
                .hasSize(2);
        assertThat((List<?>) EventLoop.run(() -> application.call(new TestMethod(), urls.subList(0, 1)))).hasSize(1);
        assertThat((List<?>) application.call(new TestMethod(), urls)).hasSize(2);
    }

    @Test
    void asynchronousBatchOnTheEventLoop_isSignedOnAWorker() {
        List<String> urls = List.of("/a.jpg", "/b.jpg");

        Object uni = EventLoop.run(() -> future(application.call(new TestMethod(), Uni.createFrom().item(urls))));
        Object multi = EventLoop.run(() -> future(application.call(new TestMethod(), Multi.createFrom().items(urls))));

        assertThat((List<?>) ((CompletableFuture<?>) uni).orTimeout(60, TimeUnit.SECONDS).join()).hasSize(2);
        assertThat((List<?>) ((CompletableFuture<?>) multi).orTimeout(60, TimeUnit.SECONDS).join()).hasSize(1);
    }

    @Test
    void pendingUser_delaysAnAsynchronousValue() {
        CompletableFuture<User> late = new CompletableFuture<>();
        TestApplication waiting = new TestApplication(new TestUsers(late));
        CompletableFuture<?> result = future(waiting.call(new TestMethod(), Uni.createFrom().item("/a.jpg")));
        assertThat(result).isNotDone();

        late.complete(TestUsers.alice(NOW.plusSeconds(30)));

        assertSigned(result.orTimeout(60, TimeUnit.SECONDS).join(), 30);
    }

    @Test
    void expiredToken_failsEachShape() {
        TestApplication expired = new TestApplication(new TestUsers(TestUsers.alice(NOW)));

        assertThatThrownBy(() -> expired.call(new TestMethod(), "/a.jpg")).isInstanceOf(UnauthorizedException.class);
        for (Object result : List.of(Uni.createFrom().item("/a.jpg"), Multi.createFrom().item("/a.jpg"),
                CompletableFuture.completedFuture("/a.jpg"))) {
            assertThatThrownBy(() -> future(expired.call(new TestMethod(), result)).orTimeout(60, TimeUnit.SECONDS).join())
                    .isInstanceOf(CompletionException.class).hasCauseInstanceOf(UnauthorizedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/*" })
    void remoteKey_isNotWaitedForOnTheEventLoop(String resource) {
        CompletableFuture<byte[]> signature = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        TestKey key = new TestKey("KREMOTE", SigningKey.Algorithm.RSA_SHA256, policy -> {
            asked.incrementAndGet();
            return Uni.createFrom().completionStage(signature);
        });
        TestApplication remote = new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)), null, key);

        CompletableFuture<?> result = EventLoop.run(() -> future(
                remote.call(new TestMethod().resource(resource), Uni.createFrom().item("/a.jpg"))));
        assertThat(result).isNotDone();
        signature.complete(new byte[256]);

        assertThat((String) result.orTimeout(60, TimeUnit.SECONDS).join()).contains("Key-Pair-Id=KREMOTE");
        assertThat(asked).hasValue(1);
    }

    @Test
    void responses_areSignedAlsoIfTheyAreThrown() {
        TestRest rest = new TestRest(Map.of());
        TestApplication withRest = new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)), rest, null);

        Reply returned = (Reply) withRest.call(new TestMethod(), new Reply(303, null, "/a.jpg"));
        assertThat(returned.location()).contains("Signature=");
        assertThatThrownBy(() -> withRest.call(new TestMethod(), "any", () -> {
            throw new TestRest.Thrown(new Reply(303, "/b.jpg", "/a.jpg"));
        })).satisfies(failure -> {
            assertThat(TestRest.reply(failure).location()).contains("/a.jpg?").contains("Signature=");
            assertThat(TestRest.reply(failure).entity()).asString().contains("/b.jpg?").contains("Signature=");
        });
        for (Object result : List.of(Uni.createFrom().failure(new TestRest.Thrown(new Reply(200, "/b.jpg", null))),
                Multi.createFrom().failure(new TestRest.Thrown(new Reply(200, "/b.jpg", null))),
                CompletableFuture.failedFuture(new TestRest.Thrown(new Reply(200, "/b.jpg", null))))) {
            assertThatThrownBy(() -> future(withRest.call(new TestMethod(), result)).orTimeout(60, TimeUnit.SECONDS).join())
                    .satisfies(failure -> assertThat(TestRest.reply(failure.getCause()).entity()).asString()
                            .contains("Signature="));
        }
    }

    @Test
    void failures_stayAsTheyAre() {
        TestApplication withRest = new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)),
                new TestRest(Map.of()), null);
        RuntimeException failure = new IllegalStateException("broken");
        TestRest.Thrown error = new TestRest.Thrown(new Reply(404, "/not-found.jpg", null));

        assertThatThrownBy(() -> withRest.call(new TestMethod(), "any", () -> {
            throw failure;
        })).isSameAs(failure);
        assertThatThrownBy(() -> withRest.call(new TestMethod(), "any", () -> {
            throw error;
        })).isSameAs(error);
        assertThatThrownBy(() -> future(withRest.call(new TestMethod(), Uni.createFrom().failure(failure)))
                .orTimeout(60, TimeUnit.SECONDS).join())
                .hasCause(failure);
    }

    /** Knows on which threads it was signed. */
    private static final class Pictures extends AbstractMap<String, String> {

        private final Map<String, String> urls;
        private final Set<Thread> signedOn = ConcurrentHashMap.newKeySet();

        private Pictures(String... urls) {
            this.urls = Stream.of(urls).collect(Collectors.toMap(url -> url, url -> url));
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            signedOn.add(Thread.currentThread());
            return urls.entrySet();
        }

        @Override
        public Collection<String> values() {
            return urls.values();
        }
    }

    private boolean isSignedHere(boolean onEventLoop, Pictures pictures, Object result) {
        Supplier<CompletableFuture<?>> call = () -> future(application.call(new TestMethod(), result));
        assertThat((onEventLoop ? EventLoop.run(call) : call.get()).orTimeout(60, TimeUnit.SECONDS).join()).isNotNull();
        assertThat(pictures.signedOn).hasSize(1);
        return pictures.signedOn.contains(Thread.currentThread());
    }

    @Test
    void asynchronousValue_leavesItsThreadOnlyIfThatMustNotWait() {
        for (boolean onEventLoop : List.of(true, false)) {
            Pictures one = new Pictures("/a.jpg");
            assertThat(isSignedHere(onEventLoop, one, Uni.createFrom().item(one))).isTrue();

            Pictures two = new Pictures("/a.jpg", "/b.jpg");
            assertThat(isSignedHere(onEventLoop, two, Uni.createFrom().item(two))).isEqualTo(!onEventLoop);

            Pictures item = new Pictures("/a.jpg");
            assertThat(isSignedHere(onEventLoop, item, Multi.createFrom().item(item))).isEqualTo(!onEventLoop);
        }
    }

    @Test
    void nothing_isCachedAsTheMethodSays() {
        assertThat(application.call(new TestMethod(), null)).isNull();
        assertThat(application.exchange.respond(200).header("Cache-Control")).isNull();
    }

    /** Its fields are signed when it is written, and for their own users. */
    @Test
    void objectWithSignedFields_staysAsItIs() {
        Object album = new Object();
        GrantTerms terms = GrantTerms.of("test", TestSigners.signer(application.clock), null, Duration.ofMinutes(1),
                new TestUsers(TestUsers.nobody()));
        Grant pending = new Grant(terms, Map.of(), new TestUsers(new CompletableFuture<>()).user(), null);
        UrlDelivery delivery = new UrlDelivery(pending, null, new ReturnValueRewriter(null, null, album::equals),
                new ParallelSigner());

        assertThat(delivery.deliver(Later.known(album)).toUni().subscribeAsCompletionStage()).isCompletedWithValue(album);
        assertThat(delivery.deliver(Later.known("/a.jpg")).toUni().subscribeAsCompletionStage()).isNotDone();
    }
}
