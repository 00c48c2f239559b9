package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.PolicySigner;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/**
 * Templates that are rendered on the event loop, of which there is one: whoever makes it wait stops everything.
 */
class TemplateEventLoopTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root
                    .addClasses(TestSignatures.class, Pages.class, Probe.class, SlowKey.class, SignedUrls.class,
                            TestOrigin.class)
                    .addAsResource(new StringAsset("{#each paths}{cloudfront:url(it, 'slow')}\n{/each}"), "templates/each.txt")
                    .addAsResource(new StringAsset(
                            "{#cloudfront resource='/{call}/*' call=call signer='slow'}{#each paths}{cloudfront:url(it)}\n{/each}{/cloudfront}"),
                            "templates/once.txt")
                    .addAsResource(new StringAsset("{#each paths}{cloudfront:url(it)}\n{/each}"), "templates/local.txt")
                    .addAsResource(new StringAsset("{#let url=cloudfront:url('/a.txt')}{probe.thread}{/let}"),
                            "templates/thread.txt")
                    .addAsResource(new StringAsset("{#cloudfront resource='/*'}{probe.thread}{/cloudfront}"),
                            "templates/sectionThread.txt"))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.vertx.event-loops-pool-size", "1")
            .overrideConfigKey("quarkus.http.io-threads", "1")
            .overrideConfigKey("quarkus.cloudfront-signer.\"slow\".url", "https://slow.example");

    @ParameterizedTest
    @CsvSource({ "each, 3", "once, 1", "once-blocking, 1", "each-uni, 3" })
    void nothingWaitsForARemoteKey(String path, int signatures) throws Exception {
        given().get("/loop/slow-down").then().statusCode(204);
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient().sendAsync(
                HttpRequest.newBuilder(URI.create("http://localhost:"
                        + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + "/loop/" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        int waiting = 0;
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); waiting < signatures && System.nanoTime() < end;) {
            waiting = Integer.parseInt(given().get("/loop/waiting").then().statusCode(200).extract().asString());
        }
        assertThat(waiting).isEqualTo(signatures);
        assertThat(answer).isNotDone();

        given().get("/loop/release").then().statusCode(204);

        assertThat(answer.get(10, TimeUnit.SECONDS).body().lines()).hasSize(3)
                .allSatisfy(url -> assertThat(url).startsWith("https://slow.example/").contains("Signature=c2xvdwAA"));
        assertThat(given().get("/loop/waiting").asString()).isEqualTo(Integer.toString(signatures));
    }

    /**
     * What follows a signature goes on where it was made, unless it is there before anybody waits for it: not at each call
     * then.
     */
    @ParameterizedTest
    @ValueSource(strings = { "thread", "section-thread" })
    void aWorkerSigns(String path) {
        List<String> threads = IntStream.range(0, 20)
                .mapToObj(i -> given().get("/loop/" + path).then().statusCode(200).extract().asString()).toList();

        assertThat(threads).anyMatch(thread -> thread.contains("executor-thread"));
    }

    @Test
    void manyUrlsAreSigned() {
        List<String> urls = given().get("/loop/many").then().statusCode(200).extract().asString().lines().toList();
        assertThat(urls).hasSize(200).doesNotHaveDuplicates();
        assertThat(SignedUrls.status(urls.get(199))).isEqualTo(200);
    }

    @Singleton
    @Identifier("slow")
    public static class SlowKey implements PolicySigner {

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

    public static class Probe {

        public String getThread() {
            return Thread.currentThread().getName();
        }
    }

    @Path("/loop")
    @NonBlocking
    public static class Pages {

        /** A signature is kept, and one of another call within the second would do for the next one too. */
        private final AtomicInteger calls = new AtomicInteger();

        private final Template each;
        private final Template once;
        private final Template local;
        private final Template thread;
        private final Template sectionThread;
        private final SlowKey key;

        public Pages(Template each, Template once, Template local, Template thread, Template sectionThread,
                @Identifier("slow") SlowKey key) {
            this.each = each;
            this.once = once;
            this.local = local;
            this.thread = thread;
            this.sectionThread = sectionThread;
            this.key = key;
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
        @Path("thread")
        public TemplateInstance thread() {
            return thread.data("probe", new Probe());
        }

        @GET
        @Path("section-thread")
        public TemplateInstance sectionThread() {
            return sectionThread.data("probe", new Probe());
        }

        @GET
        @Path("many")
        public TemplateInstance many() {
            return local.data("paths", IntStream.range(0, 200).mapToObj(i -> "/a.txt?number=" + i).toList());
        }

        @GET
        @Path("slow-down")
        public void slowDown() {
            key.waiting.set(0);
            key.signature = new CompletableFuture<>();
        }

        @GET
        @Path("waiting")
        public int waiting() {
            return key.waiting.get();
        }

        @GET
        @Path("release")
        public void release() {
            key.signature.complete(TestSignatures.rsa("slow"));
        }
    }
}
