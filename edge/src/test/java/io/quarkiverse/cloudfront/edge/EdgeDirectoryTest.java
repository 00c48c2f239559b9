package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RunningEdge.header;
import static io.quarkiverse.cloudfront.edge.RunningEdge.xCache;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeDirectoryTest {

    private static final String TEXT = "0123456789";

    @TempDir
    Path temp;

    private Path root;
    private RunningEdge edge;

    @BeforeEach
    void start() throws IOException {
        // a hidden directory above the root must not matter
        root = Files.createDirectories(temp.resolve(".hidden/origin"));
        write("private/a.txt", TEXT);
        write("style.css", "a{}");
        write("with space+plus@at%.jpg", "jpg");
        write("data.unknowntype", "?");
        write("empty.txt", "");
        write(".secret", "hidden");
        write(".git/config", "hidden");
        write("index.html", "index");
        Files.writeString(temp.resolve(".hidden/outside.txt"), "outside");
        edge = RunningEdge.of(Origin.directory(root));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void queryParameters_overrideHeadersAsInS3() {
        String query = "?response-content-disposition=attachment%3B%20filename%3D%22a%20b.txt%22"
                + "&response-content-type=text%2Fcsv&response-content-language=de&response-cache-control=no-cache"
                + "&response-expires=0&other=x";

        for (HttpResponse<String> response : List.of(edge.get(edge.signed("/private/a.txt" + query)),
                edge.get("/style.css" + query))) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"a b.txt\"");
            assertThat(header(response, "Content-Type")).isEqualTo("text/csv");
            assertThat(header(response, "Content-Language")).isEqualTo("de");
            assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
            assertThat(header(response, "Expires")).isEqualTo("0");
        }
        assertThat(header(edge.get("/style.css"), "Content-Type")).startsWith("text/css");
    }

    @Test
    void overriddenHeaderWithLineBreak_isRejected() {
        HttpResponse<String> response = edge.get("/style.css?response-content-disposition=a%0D%0AX-Injected:%20yes");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<Code>InvalidArgument</Code>");
        assertThat(response.headers().firstValue("X-Injected")).isEmpty();
    }

    @Test
    void missingFile_hasNoOverriddenHeaders() {
        HttpResponse<String> response = edge.get("/none.css?response-content-type=text%2Fhtml");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).isEqualTo("application/xml");
    }

    @Test
    void signedFile_isServedAndThenItsCachedCopy() {
        HttpResponse<String> miss = edge.get(edge.signed("/private/a.txt"));
        HttpResponse<String> hit = edge.get(edge.signed(AwsSigner.ecSha256(), "/private/a.txt"));

        assertThat(miss.statusCode()).isEqualTo(200);
        assertThat(miss.body()).isEqualTo(TEXT);
        assertThat(xCache(miss)).isEqualTo("Miss from cloudfront");
        assertThat(header(miss, "Content-Type")).startsWith("text/plain");
        assertThat(header(miss, "ETag")).isNotEmpty();
        assertThat(header(miss, "Last-Modified")).isNotEmpty();
        assertThat(header(miss, "Cache-Control")).isEmpty();
        assertThat(hit.body()).isEqualTo(TEXT);
        assertThat(xCache(hit)).isEqualTo("Hit from cloudfront");
        assertThat(header(hit, "Age")).isEqualTo("0");
        assertThat(header(hit, "ETag")).isEqualTo(header(miss, "ETag"));
        assertThat(header(hit, "Content-Type")).isEqualTo(header(miss, "Content-Type"));
        assertThat(header(hit, "Content-Length")).isEqualTo("10");
    }

    @Test
    void cookiesSignedByTheAwsSdk_areAccepted() {
        String cookies = AwsSigner.ecSha256().customCookies(edge.url("/private/*"), edge.later());

        assertThat(edge.get("/private/a.txt", "Cookie", cookies).body()).isEqualTo(TEXT);
        assertThat(edge.get("/private/a.txt").statusCode()).isEqualTo(403);
    }

    @Test
    void cachedFile_needsASignature() {
        edge.get(edge.signed("/private/a.txt"));

        assertThat(edge.get("/private/a.txt").statusCode()).isEqualTo(403);
        assertThat(edge.send("HEAD", "/private/a.txt").statusCode()).isEqualTo(403);
    }

    @Test
    void editedFile_isServedImmediately() throws IOException {
        edge.get("/style.css");
        edge.get("/style.css");
        write("style.css", "b{}");
        Files.setLastModifiedTime(root.resolve("style.css"), FileTime.from(Instant.now().plusSeconds(5)));

        HttpResponse<String> edited = edge.get("/style.css");

        assertThat(edited.body()).isEqualTo("b{}");
        assertThat(xCache(edited)).isEqualTo("Miss from cloudfront");
        assertThat(xCache(edge.get("/style.css"))).isEqualTo("Hit from cloudfront");
        Files.delete(root.resolve("style.css"));
        assertThat(edge.get("/style.css").statusCode()).isEqualTo(404);
        write("style.css", "c{}");
        assertThat(edge.get("/style.css").body()).isEqualTo("c{}");
    }

    @ParameterizedTest
    @CsvSource({
            "/with%20space+plus%40at%25.jpg, jpg, image/jpeg",
            "/data.unknowntype, ?, binary/octet-stream",
            "/empty.txt, '', text/plain"
    })
    void path_isReadAsAnS3Key(String target, String body, String type) {
        HttpResponse<String> response = edge.get(target);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
        assertThat(header(response, "Content-Type")).startsWith(type);
        assertThat(header(response, "Content-Disposition")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "manifest.mpd, application/dash+xml",
            "segment-1.m4s, video/iso.segment",
            "subtitles.vtt, text/vtt",
            "picture.avif, image/avif",
            "PICTURE.AVIF, image/avif",
            "playlist.m3u8, application/vnd.apple.mpegurl"
    })
    void file_isServedWithItsMediaType(String name, String type) throws IOException {
        write(name, TEXT);

        HttpResponse<String> response = edge.get("/" + name);

        assertThat(response.body()).isEqualTo(TEXT);
        assertThat(header(response, "Content-Type")).startsWith(type);
    }

    @Test
    void nameThatIsNotAscii_isServed() throws IOException {
        String name = "\u00fcber/stra\u00dfe.txt";
        write(name, "utf-8");

        assertThat(edge.get("/%C3%BCber/stra%C3%9Fe.txt").body()).isEqualTo("utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/missing.jpg", "/", "/private2/", "/.secret", "/.git/config", "/%2esecret", "/%2Egit/config",
            "//style.css", "/style.css/", "/style.css/x", "/%00", "/style.css%00.jpg", "/%zz", "/%", "/a%0d%0ab", "/%ff",
            "/private2%2f" })
    void missingFile_isAnsweredAsByS3(String target) {
        String answer = edge.rawGet(target);

        assertThat(answer).startsWith("HTTP/1.1 404");
        assertThat(answer).contains("<Code>NoSuchKey</Code>").contains("X-Cache: Error from cloudfront");
    }

    @Test
    void directory_hasNeitherIndexNorListing() throws IOException {
        write("album/index.html", "index");

        assertThat(edge.get("/album").statusCode()).isEqualTo(404);
        assertThat(edge.get("/album/").statusCode()).isEqualTo(404);
        assertThat(edge.get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void keyInTheError_isEscaped() {
        assertThat(edge.rawGet("/<script>&")).contains("<Key>&lt;script&gt;&amp;</Key>");
    }

    @Test
    void fileOutsideOfTheDirectory_isNotServed() throws IOException {
        Files.createSymbolicLink(root.resolve("link.txt"), temp.resolve(".hidden/outside.txt"));
        Files.createSymbolicLink(root.resolve("linked"), temp.resolve(".hidden"));
        Files.createSymbolicLink(root.resolve("inside.txt"), root.resolve("private/a.txt"));

        assertThat(edge.get("/link.txt").statusCode()).isEqualTo(404);
        assertThat(edge.get("/linked/outside.txt").statusCode()).isEqualTo(404);
        assertThat(edge.get("/inside.txt").body()).isEqualTo(TEXT);
        for (String target : new String[] { "/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/..%5coutside.txt",
                "/private/..%2f..%2foutside.txt", "/%252e%252e/outside.txt", "/..;/outside.txt", "/....//outside.txt" }) {
            assertThat(edge.rawGet(target)).doesNotContain("HTTP/1.1 200").doesNotContain("\r\n\r\noutside");
        }
        String absolute = edge.rawGet("/" + temp.resolve(".hidden/outside.txt").toUri().getRawPath());
        assertThat(absolute).startsWith("HTTP/1.1 404");
    }

    @Test
    void directoryCreatedLater_isServed() throws IOException {
        try (RunningEdge early = RunningEdge.of(Origin.directory(temp.resolve("later")))) {
            assertThat(early.get("/a.txt").statusCode()).isEqualTo(404);
            Files.createDirectories(temp.resolve("later"));
            Files.writeString(temp.resolve("later/a.txt"), "now");
            assertThat(early.get("/a.txt").body()).isEqualTo("now");
        }
    }

    @ParameterizedTest
    @CsvSource({
            "bytes=0-3, 0123, bytes 0-3/10",
            "bytes=5-, 56789, bytes 5-9/10",
            "bytes=-3, 789, bytes 7-9/10",
            "bytes=8-100, 89, bytes 8-9/10",
            "bytes=-100, 0123456789, bytes 0-9/10"
    })
    void range_isServedUncachedAndCached(String range, String part, String contentRange) {
        String target = edge.signed("/private/a.txt");

        HttpResponse<String> uncached = edge.get(target, "Range", range);
        edge.get(target);
        HttpResponse<String> cached = edge.get(target, "Range", range);

        assertThat(xCache(uncached)).isEqualTo("Miss from cloudfront");
        assertThat(xCache(cached)).isEqualTo("Hit from cloudfront");
        for (HttpResponse<String> response : List.of(uncached, cached)) {
            assertThat(response.statusCode()).isEqualTo(206);
            assertThat(response.body()).isEqualTo(part);
            assertThat(header(response, "Content-Range")).isEqualTo(contentRange);
            assertThat(header(response, "Content-Length")).isEqualTo(String.valueOf(part.length()));
        }
        assertThat(edge.get(target).body()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "bytes=10-", "bytes=99-100", "bytes=-0" })
    void rangeBeyondTheEnd_isRejected(String range) {
        String target = edge.signed("/private/a.txt");
        HttpResponse<String> first = edge.get(target, "Range", range);
        edge.get(target);
        HttpResponse<String> second = edge.get(target, "Range", range);

        for (HttpResponse<String> response : List.of(first, second)) {
            assertThat(response.statusCode()).isEqualTo(416);
            assertThat(header(response, "Content-Range")).isEqualTo("bytes */10");
            assertThat(response.body()).contains("<Code>InvalidRange</Code>",
                    "The requested range is not satisfiable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "bytes=0-1,3-4", "lines=1-2", "bytes=4-2", "bytes=-", "bytes=a-b", "0-3",
            "bytes=99999999999999999999-" })
    void unknownRange_isIgnored(String range) {
        String target = edge.signed("/private/a.txt");

        assertThat(edge.get(target, "Range", range).body()).isEqualTo(TEXT);
        assertThat(edge.get(target, "Range", range).body()).isEqualTo(TEXT);
    }

    @Test
    void ifRange_protectsAResumedDownload() {
        String target = edge.signed("/private/a.txt");
        for (int round = 0; round < 2; round++) {
            HttpResponse<String> other = edge.get(target, "Range", "bytes=2-3", "If-Range", "\"other\"");
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(other.body()).isEqualTo(TEXT);
        }
        String etag = header(edge.get(target), "ETag");
        String modified = header(edge.get(target), "Last-Modified");
        assertThat(edge.get(target, "Range", "bytes=2-3", "If-Range", etag).body()).isEqualTo("23");
        assertThat(edge.get(target, "Range", "bytes=2-3", "If-Range", modified).body()).isEqualTo("23");
        assertThat(edge.get(target, "Range", "bytes=2-3", "If-Range", "W/" + etag).statusCode()).isEqualTo(200);
    }

    @Test
    void conditionalRequest_isAnsweredUncachedAndCached() throws IOException {
        String target = edge.signed("/private/a.txt");
        String etag = header(edge.send("HEAD", target), "ETag");
        String modified = header(edge.send("HEAD", target), "Last-Modified");
        for (int round = 0; round < 2; round++) {
            for (String[] condition : new String[][] { { "If-None-Match", etag }, { "If-None-Match", "W/" + etag },
                    { "If-None-Match", "\"x\", " + etag }, { "If-None-Match", "*" }, { "If-Modified-Since", modified } }) {
                HttpResponse<String> response = edge.get(target, condition);
                assertThat(response.statusCode()).as("%s", (Object) condition).isEqualTo(304);
                assertThat(response.body()).isEmpty();
                assertThat(header(response, "ETag")).isEqualTo(etag);
                assertThat(header(response, "X-Cache")).isNotEmpty();
            }
            for (String[] condition : new String[][] { { "If-None-Match", "\"x\"" },
                    { "If-None-Match", "\"x\"", "If-Modified-Since", modified },
                    { "If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT" }, { "If-Modified-Since", "rubbish" } }) {
                assertThat(edge.get(target, condition).body()).as("%s", (Object) condition).isEqualTo(TEXT);
            }
        }
    }

    @Test
    void head_hasTheHeadersOfGetUncachedAndCached() {
        String target = edge.signed("/private/a.txt");

        HttpResponse<String> uncached = edge.send("HEAD", target);
        edge.get(target);
        HttpResponse<String> cached = edge.send("HEAD", target);

        assertThat(xCache(uncached)).isEqualTo("Miss from cloudfront");
        assertThat(xCache(cached)).isEqualTo("Hit from cloudfront");
        for (HttpResponse<String> response : List.of(uncached, cached)) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, "Content-Length")).isEqualTo("10");
            assertThat(header(response, "Content-Type")).startsWith("text/plain");
        }
    }

    @Test
    void connection_staysUsableAfterEachResponse() {
        String target = edge.signed("/private/a.txt");
        String host = " HTTP/1.1\r\nHost: localhost:" + edge.edge.port() + "\r\n";
        String requests = "GET " + target + host + "If-None-Match: *\r\n\r\n"
                + "HEAD " + target + host + "\r\n"
                + "GET /private/a.txt" + host + "\r\n"
                + "HEAD /private/a.txt" + host + "\r\n"
                + "HEAD /missing" + host + "\r\n"
                + "GET " + target + host + "\r\n"
                + "GET " + target + host + "If-None-Match: *\r\n\r\n"
                + "HEAD " + target + host + "\r\n"
                + "GET " + target + host + "Range: bytes=3-3\r\nConnection: close\r\n\r\n";

        String[] answers = edge.raw(requests).split("HTTP/1\\.1 ");

        assertThat(answers).extracting(answer -> answer.isEmpty() ? "" : answer.substring(0, 3))
                .containsExactly("", "304", "200", "403", "403", "404", "200", "304", "200", "206");
        assertThat(answers[9]).endsWith("\r\n\r\n3");
    }

    @Test
    void largeFile_isStreamedAndNotCached() throws IOException {
        byte[] large = new byte[40 * 1024 * 1024];
        new Random(1).nextBytes(large);
        Files.write(root.resolve("large.mp4"), large);

        for (int round = 0; round < 2; round++) {
            HttpResponse<byte[]> response = edge.getBytes("/large.mp4");
            assertThat(response.body()).isEqualTo(large);
            assertThat(xCache(response)).isEqualTo("Miss from cloudfront");
            assertThat(header(response, "Content-Length")).isEqualTo(String.valueOf(large.length));
        }
        assertThat(edge.getBytes("/large.mp4", "Range", "bytes=1000000-1000003").body())
                .isEqualTo(Arrays.copyOfRange(large, 1_000_000, 1_000_004));
    }

    @Test
    void concurrentViewers_getTheirOwnFiles() throws Exception {
        ExecutorService viewers = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                write("many/" + i + ".txt", "content " + i);
            }
            for (int i = 0; i < 400; i++) {
                int number = i % 40;
                answers.add(viewers.submit(() -> edge.get("/many/" + number + ".txt").body()));
            }
            for (int i = 0; i < 400; i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("content " + i % 40);
            }
        } finally {
            viewers.shutdown();
        }
    }

    private void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
