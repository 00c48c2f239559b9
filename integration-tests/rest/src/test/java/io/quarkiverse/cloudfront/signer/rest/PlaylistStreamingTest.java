package io.quarkiverse.cloudfront.signer.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The first part of a long playlist reaches the viewer before the rest exists, even if the application intercepts what it
 * writes.
 */
@QuarkusTest
class PlaylistStreamingTest {

    private static final int SEGMENTS = 50_000;

    @ParameterizedTest
    @ValueSource(strings = { "stream", "output" })
    void playlist_isStreamed(String method) throws Exception {
        HttpResponse<InputStream> response = send(method, HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo("#EXTM3U");
        assertThat(lines.readLine()).isEqualTo("#EXTINF:4,");
        assertThat(lines.readLine()).startsWith(TestOrigin.edge() + "/a.txt?Policy=");

        send("release", HttpResponse.BodyHandlers.discarding());
        long segments = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            segments += line.startsWith(TestOrigin.edge() + "/a.txt?Policy=") ? 1 : 0;
        }
        assertThat(segments).isEqualTo(SEGMENTS);
    }

    @Test
    void writtenManifest_isStreamed() throws Exception {
        HttpResponse<InputStream> response = send("manifest", HttpResponse.BodyHandlers.ofInputStream());
        String segment = "<SegmentURL media=\"a.txt?Policy=";
        String beginning = new String(response.body().readNBytes(100_000), StandardCharsets.UTF_8);
        assertThat(beginning).contains("<BaseURL>" + TestOrigin.edge() + "/</BaseURL>", segment);

        send("release", HttpResponse.BodyHandlers.discarding());
        String manifest = beginning + new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(manifest.split(Pattern.quote(segment), -1)).hasSize(1 + SEGMENTS);
        assertThat(manifest).endsWith("</MPD>");
    }

    /** With a writer interceptor, Quarkus itself would end the response as if it were complete. */
    @Test
    void failure_breaksTheConnectionOff() {
        assertThatThrownBy(() -> send("failing", HttpResponse.BodyHandlers.ofString())).isInstanceOf(IOException.class);
    }

    private static <T> HttpResponse<T> send(String method, HttpResponse.BodyHandler<T> body) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(Requests.uri("/streamed/" + method)).build(), body);
    }

    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Intercepted {
    }

    @Provider
    @Intercepted
    public static class Interceptor implements WriterInterceptor {

        @Override
        public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
            context.proceed();
        }
    }

    @Intercepted
    @PermitAll
    @Path("/streamed")
    @Produces("application/vnd.apple.mpegurl")
    public static class Resource {

        /** Enough to fill a buffer of the response. */
        private static final String FIRST = "#EXTM3U\n" + "#EXTINF:4,\na.txt\n".repeat(1000);
        private static final String REST = "#EXTINF:4,\na.txt\n".repeat(SEGMENTS - 1000);

        private volatile CountDownLatch released = new CountDownLatch(1);

        @GET
        @Path("stream")
        @SignedResource(resource = "/*")
        public InputStream stream() {
            released = new CountDownLatch(1);
            return new SequenceInputStream(read(FIRST), new SequenceInputStream(new InputStream() {
                @Override
                public int read() {
                    await();
                    return -1;
                }
            }, read(REST)));
        }

        @GET
        @Path("output")
        @SignedResource(resource = "/*")
        public StreamingOutput output() {
            released = new CountDownLatch(1);
            return output -> {
                output.write(FIRST.getBytes(StandardCharsets.UTF_8));
                await();
                output.write(REST.getBytes(StandardCharsets.UTF_8));
            };
        }

        @GET
        @Path("manifest")
        @Produces("application/dash+xml")
        @SignedResource(resource = "/*")
        public StreamingOutput manifest() {
            released = new CountDownLatch(1);
            String segments = "<SegmentURL media=\"a.txt\"/>".repeat(SEGMENTS / 2);
            return output -> {
                output.write(("<MPD><Period><SegmentList>" + segments).getBytes(StandardCharsets.UTF_8));
                await();
                output.write((segments + "</SegmentList></Period></MPD>").getBytes(StandardCharsets.UTF_8));
            };
        }

        @GET
        @Path("failing")
        @SignedResource(resource = "/*")
        public InputStream failing() {
            return read(FIRST + REST + "a*.txt");
        }

        @GET
        @Path("release")
        @Produces("text/plain")
        public String release() {
            released.countDown();
            return "";
        }

        private void await() {
            try {
                if (!released.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the viewer has got nothing");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static InputStream read(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
