package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Annotated methods that send messages.
 */
@Tag("nightly")
class MessagingTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Pipeline.class, Inbox.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Inject
    @Channel("text")
    Emitter<String> text;

    @Inject
    @Channel("later")
    Emitter<String> later;

    @Inject
    @Channel("granted")
    Emitter<String> granted;

    @Inject
    @Channel("bound")
    Emitter<String> bound;

    @Inject
    @Channel("cookies")
    Emitter<String> cookies;

    @Inject
    @Channel("list")
    Emitter<String> list;

    @Inject
    Inbox inbox;

    private Emitter<String> emitter(String channel) {
        return switch (channel) {
            case "text" -> text;
            case "later" -> later;
            case "granted" -> granted;
            case "bound" -> bound;
            case "cookies" -> cookies;
            default -> list;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = { "text", "later", "list" })
    void payload_isSigned(String channel) throws InterruptedException {
        emitter(channel).send("/sub%20folder/b.txt");
        assertThat(SignedUrls.status(inbox.next(channel))).isEqualTo(200);
    }

    @Test
    void placeholder_isThePayload() throws InterruptedException {
        granted.send("sub folder");
        String url = inbox.next("granted");
        assertThat(SignedUrls.resource(url)).endsWith("/sub%20folder/*");
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Test
    void stream_isSigned() throws InterruptedException {
        assertThat(SignedUrls.status(inbox.next("generated"))).isEqualTo(200);
        assertThat(SignedUrls.status(inbox.next("generated"))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "text | http://elsewhere.example/secret.txt?token=t0ken | its host is not one of",
            "later | http://elsewhere.example/secret.txt?token=t0ken | its host is not one of",
            "bound | /a.txt | bindToIp requires a viewer, but there is no current HTTP request",
            "cookies | /a.txt | signed cookies require a response, but there is no current HTTP request" })
    void unsignableUrl_isNotSent(String channel, String url, String reason) throws InterruptedException {
        try (CapturedLog log = CapturedLog.begin()) {
            Throwable[] failure = new Throwable[1];
            emitter(channel).send(url).exceptionally(thrown -> {
                failure[0] = thrown;
                return null;
            }).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(failure[0]).as("the message is not acknowledged").hasStackTraceContaining(reason);
            assertThat(inbox.received(channel)).isEmpty();
            assertThat(log.text()).doesNotContain("t0ken", "Signature=");
        }
    }

    @ApplicationScoped
    public static class Inbox {

        private final Map<String, BlockingQueue<String>> byChannel = new ConcurrentHashMap<>();

        void put(String channel, String message) {
            received(channel).add(message);
        }

        BlockingQueue<String> received(String channel) {
            return byChannel.computeIfAbsent(channel, ignored -> new LinkedBlockingQueue<>());
        }

        String next(String channel) throws InterruptedException {
            return received(channel).poll(60, TimeUnit.SECONDS);
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Pipeline {

        @Inject
        Inbox inbox;

        @Incoming("text")
        @Outgoing("signed-text")
        @SignedResource
        String text(String path) {
            return path;
        }

        @Incoming("signed-text")
        void signedText(String url) {
            inbox.put("text", url);
        }

        @Incoming("later")
        @Outgoing("signed-later")
        @SignedResource
        Uni<String> later(String path) {
            return Uni.createFrom().item(path);
        }

        @Incoming("signed-later")
        void signedLater(String url) {
            inbox.put("later", url);
        }

        @Incoming("list")
        @Outgoing("signed-list")
        @SignedResource(resource = "/sub%20folder/*")
        List<String> list(String path) {
            return List.of(path);
        }

        @Incoming("signed-list")
        void signedList(List<String> urls) {
            inbox.put("list", urls.get(0));
        }

        @Incoming("granted")
        @Outgoing("signed-granted")
        @SignedResource(resource = "/{folder}/*")
        String granted(String folder) {
            return "/sub%20folder/b.txt";
        }

        @Incoming("signed-granted")
        void signedGranted(String url) {
            inbox.put("granted", url);
        }

        @Incoming("bound")
        @Outgoing("signed-bound")
        @SignedResource(bindToIp = true)
        String bound(String path) {
            return path;
        }

        @Incoming("signed-bound")
        void signedBound(String url) {
            inbox.put("bound", url);
        }

        @Incoming("cookies")
        @Outgoing("signed-cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        String cookies(String path) {
            return path;
        }

        @Incoming("signed-cookies")
        void signedCookies(String url) {
            inbox.put("cookies", url);
        }

        @Outgoing("generated")
        @SignedResource
        Multi<String> generated() {
            return Multi.createFrom().items("/a.txt", "/sub%20folder/b.txt");
        }

        @Incoming("generated")
        void generated(String url) {
            inbox.put("generated", url);
        }
    }
}
