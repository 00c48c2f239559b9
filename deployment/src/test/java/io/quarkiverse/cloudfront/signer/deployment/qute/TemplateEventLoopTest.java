package io.quarkiverse.cloudfront.signer.deployment.qute;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/**
 * Templates that are rendered on the event loop. It has one thread, so if code blocks it, the whole test stops.
 */
@Tag("nightly")
class TemplateEventLoopTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root
                    .addClasses(TestSignatures.class, Pages.class, SigningThreads.class, SlowKey.class,
                            SignedUrls.class, TestOrigin.class)
                    .addAsResource(new StringAsset("{#each paths}{cloudfront:url(it, 'slow')}\n{/each}"), "templates/each.txt")
                    .addAsResource(new StringAsset(
                            "{#cloudfront resource='/{call}/*' call=call signer='slow'}{#each paths}{cloudfront:url(it)}\n{/each}{/cloudfront}"),
                            "templates/once.txt")
                    .addAsResource(new StringAsset("{#each paths}{cloudfront:url(it)}\n{/each}"), "templates/local.txt")
                    .addAsResource(new StringAsset("{cloudfront:url('/a.txt')}"), "templates/one.txt")
                    .addAsResource(new StringAsset("{#cloudfront resource='/*'}{cloudfront:url('/a.txt')}{/cloudfront}"),
                            "templates/section.txt"))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.vertx.event-loops-pool-size", "1")
            .overrideConfigKey("quarkus.http.io-threads", "1")
            .overrideConfigKey("quarkus.cloudfront-signer.\"slow\".url", "https://slow.example");

    @SignerName("slow")
    SlowKey key;

    @Inject
    SigningThreads threads;

    @ParameterizedTest
    @CsvSource({ "each, 3", "once, 1", "once-blocking, 1", "each-uni, 3" })
    void templateWithRemoteKey_doesNotBlockTheEventLoop(String path, int signatures) throws Exception {
        key.waiting.set(0);
        key.signature = new CompletableFuture<>();
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient().sendAsync(
                HttpRequest.newBuilder(URI.create("http://localhost:"
                        + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + "/loop/" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        await().atMost(60, TimeUnit.SECONDS).until(key.waiting::get, is(signatures));
        assertThat(answer).isNotDone();

        key.signature.complete(TestSignatures.rsa("slow"));

        assertThat(answer.get(60, TimeUnit.SECONDS).body().lines()).hasSize(3)
                .allSatisfy(url -> assertThat(url).startsWith("https://slow.example/").contains("Signature=c2xvdwAA"));
        assertThat(key.waiting).hasValue(signatures);
    }

    @ParameterizedTest
    @ValueSource(strings = { "one", "section" })
    void template_isSignedOnAWorker(String path) {
        threads.names.clear();

        given().get("/loop/" + path).then().statusCode(200);

        assertThat(threads.names).isNotEmpty().allMatch(thread -> thread.startsWith("executor-thread"));
    }

    @Test
    void manyUrls_areSigned() {
        List<String> urls = given().get("/loop/many").then().statusCode(200).extract().asString().lines().toList();
        assertThat(urls).hasSize(200).doesNotHaveDuplicates();
        assertThat(SignedUrls.status(urls.get(199))).isEqualTo(200);
    }

    @Singleton
    @SignerName("slow")
    public static class SlowKey implements SigningKey {

        private final AtomicInteger waiting = new AtomicInteger();
        private volatile CompletableFuture<byte[]> signature = new CompletableFuture<>();

        @Override
        public String keyPairId() {
            return "KSLOW";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.RSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().completionStage(() -> {
                waiting.incrementAndGet();
                return signature;
            });
        }
    }

    /**
     * The threads on which the default signer, whose key is local, was called.
     */
    @Singleton
    public static class SigningThreads implements SignatureListener {

        private final Set<String> names = ConcurrentHashMap.newKeySet();

        @Override
        public void signed(SignatureListener.Event event) {
            if (event.signer().equals(SignerName.DEFAULT)) {
                names.add(Thread.currentThread().getName());
            }
        }
    }

    @Path("/loop")
    @NonBlocking
    public static class Pages {

        /** Signatures are cached, and a call within the same second would use that of another call. */
        private final AtomicInteger calls = new AtomicInteger();

        private final Template each;
        private final Template once;
        private final Template local;
        private final Template one;
        private final Template section;

        public Pages(Template each, Template once, Template local, Template one, Template section) {
            this.each = each;
            this.once = once;
            this.local = local;
            this.one = one;
            this.section = section;
        }

        private TemplateInstance three(Template template) {
            int call = calls.incrementAndGet();
            return template.data("call", call).data("paths",
                    IntStream.range(0, 3).mapToObj(i -> "/" + call + "/" + i).toList());
        }

        @GET
        @Path("each")
        public TemplateInstance each() {
            return three(each);
        }

        @GET
        @Path("each-uni")
        public Uni<String> eachUni() {
            return three(each).createUni();
        }

        @GET
        @Path("once")
        public TemplateInstance once() {
            return three(once);
        }

        @GET
        @Path("once-blocking")
        @Blocking
        public TemplateInstance onceBlocking() {
            return three(once);
        }

        @GET
        @Path("one")
        public TemplateInstance one() {
            return one.instance();
        }

        @GET
        @Path("section")
        public TemplateInstance section() {
            return section.instance();
        }

        @GET
        @Path("many")
        public TemplateInstance many() {
            return local.data("paths", IntStream.range(0, 200).mapToObj(i -> "/a.txt?number=" + i).toList());
        }
    }
}
