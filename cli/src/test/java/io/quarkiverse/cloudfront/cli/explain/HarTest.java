package io.quarkiverse.cloudfront.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.cli.Keys;
import io.quarkiverse.cloudfront.cli.output.Json;

class HarTest {

    private static final String SITE = "https://media.example.com/";

    @TempDir
    private static Path directory;

    private static Keys keys;

    @BeforeAll
    static void makeKeys() {
        keys = Keys.in(directory);
    }

    private static String entry(String url, int status, String cookies, String headers, String at) {
        return """
                {"startedDateTime": "%s", "time": 1.5, "_initiator": {"a": [1, {"b": null}]},
                 "request": {"method": "GET", "url": "%s", "headers": [{"name": "Cookie", "value": "%s"}], "cookies": []},
                 "response": {"status": %s, "headers": [%s], "content": {"size": 3, "text": "a\\nb"}}, "cache": {}}
                """.formatted(at, url, cookies, status, headers);
    }

    private static String entry(String url, int status) {
        return entry(url, status, "", "{\"name\": \"Via\", \"value\": \"1.1 a.cloudfront.net (CloudFront)\"}",
                Instant.now().toString());
    }

    private static Cli explain(String... entries) throws IOException {
        Path har = Files.writeString(directory.resolve("session.har"), Stream.of(entries)
                .collect(Collectors.joining(",", "{\"log\": {\"version\": \"1.2\", \"pages\": [], \"entries\": [", "]}}")));
        return keys.explain("--har", har.toString());
    }

    @Test
    void forbiddenRequests_areGroupedByReason() throws IOException {
        Cli explained = explain(entry(SITE, 200), entry(keys.sign(SITE + "a.jpg"), 200),
                entry(keys.sign(SITE + "b.jpg") + "&a=b", 403), entry(SITE + "c.png", 403), entry(SITE + "d.png", 403),
                entry(SITE + "e.png", 403), entry(SITE + "f.png", 403),
                entry("https://api.example.com/", 403, "", "", "2026-11-24T14:00:00Z"));

        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(explained.out()).isEqualTo(
                """
                        Requests: 8, refused with 403: 5, served although CloudFront should refuse them: 0, refused, but not by CloudFront: 1

                        Refused (AccessDenied): the signature does not match: the query string was added to or changed after signing
                        To fix it: Add the query parameters before you sign the URL, or sign a custom policy whose resource ends with *.
                          GET https://media.example.com/b.jpg?a=b

                        Refused (MissingKey): unsigned: neither the URL nor a cookie has any of CloudFront's parameters
                        To fix it: Request the URL as the signer returned it, including its query; with cookies, check whether the browser sends them.
                          GET https://media.example.com/c.png
                          GET https://media.example.com/d.png
                          GET https://media.example.com/e.png
                          and 1 more

                        Hint: The file does not contain any cookies. If the site uses signed cookies, export the file with sensitive data.
                        """);
    }

    @Test
    void fileWithCookies_isNotToBeExportedAgain() throws IOException {
        Cli explained = explain(entry(SITE + "a.png", 403), entry(SITE + "b.png", 403), entry(SITE + "c.png", 403),
                entry(SITE, 200, "theme=dark", "", Instant.now().toString()));

        assertThat(explained.out()).contains("Refused (MissingKey): unsigned").endsWith("c.png\n");
    }

    @Test
    void objectsThatShouldBeRefused_areFound() throws IOException {
        String cached = entry(SITE + "d.jpg", 200).replace("\"time\"", "\"_fromCache\": \"disk\", \"time\"");
        Cli explained = explain(entry(SITE + "index.html", 200), entry(keys.sign(SITE + "a.jpg"), 200), cached,
                entry(SITE + "c.jpg", 206), entry(keys.sign(SITE + "b.jpg").replace("/b.jpg", "/e.jpg"), 304));

        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(explained.lines()).startsWith(
                "Requests: 5, refused with 403: 0, served although CloudFront should refuse them: 2").contains(
                        "Served, although CloudFront should refuse it: unsigned: neither the URL nor a cookie has any of "
                                + "CloudFront's parameters",
                        "To fix it: Restrict viewer access in the cache behavior of this path, and check the order of the cache "
                                + "behaviors.",
                        "  GET https://media.example.com/c.jpg", "  GET https://media.example.com/e.jpg")
                .doesNotContain("  GET https://media.example.com/d.jpg", "  GET https://media.example.com/index.html");
    }

    /** As each browser and Playwright write that CloudFront did not see the request. */
    @ParameterizedTest
    @ValueSource(strings = { "\"_fromCache\": \"memory\", \"cache\": {}", "\"_fetchedViaServiceWorker\": true",
            "\"cache\": {\"afterRequest\": null}", "\"cache\": {\"afterRequest\": {\"expires\": \"2026-11-30\"}}",
            "\"_fetchType\": \"Memory Cache\"", "\"_fetchType\": \"Disk Cache\"", "\"_fetchType\": \"Service Worker\"",
            "\"_transferSize\": 0" })
    void answerOfTheBrowserItself_isNotAnObjectThatWasServed(String field) throws IOException {
        String served = entry(SITE + "d.jpg", 200);
        String local = field.contains("transferSize") ? served.replace("\"response\": {", "\"response\": {" + field + ", ")
                : served.replace("\"cache\": {}", field);
        String network = served
                .replace("\"cache\": {}", "\"_fetchType\": \"Network Load\", \"_fetchedViaServiceWorker\": false")
                .replace("\"response\": {", "\"response\": {\"_transferSize\": 421, ");

        assertThat(explain(entry(keys.sign(SITE + "a.jpg"), 200), local).lines())
                .containsExactly("Requests: 2, refused with 403: 0, served although CloudFront should refuse them: 0");
        assertThat(explain(entry(keys.sign(SITE + "a.jpg"), 200), network).out()).contains("  GET " + SITE + "d.jpg");
    }

    /** Of a gate: a page, what its public paths answer before the login and after the end of the session, and a preflight. */
    @Test
    void privateSiteInOrder_isNotAccused() throws IOException {
        String query = keys.sign(SITE + "docs/", "--resource", "/*").split("\\?")[1];
        String cookies = Stream.of(query.split("&")).map(cookie -> "CloudFront-" + cookie).collect(Collectors.joining("; "));
        String now = Instant.now().toString();
        String late = Instant.now().plusSeconds(3600).toString();
        String gate = SITE + "private-access/";

        Cli explained = explain(entry(gate + "denied.js", 200), entry(gate + "gate.css", 200),
                entry(SITE + "docs/", 200, cookies, "", now), entry(gate + "renew.js", 200, cookies, "", now),
                entry(SITE + "docs/app.js", 200, cookies, "", now), entry(gate + "renew.js", 304, cookies, "", late),
                entry(gate + "denied.js", 200, cookies, "", late),
                entry(keys.sign(SITE + "docs/data.json"), 200, "", "", now),
                entry(SITE + "docs/more.json", 204, "", "", now).replace("\"GET\"", "\"OPTIONS\""));

        assertThat(explained.lines())
                .containsExactly("Requests: 9, refused with 403: 0, served although CloudFront should refuse them: 0");
        assertThat(explained.exitCode()).isZero();
    }

    @Test
    void request_hasItsOwnTimeAndCookies() throws IOException {
        String query = keys.sign(SITE + "a/b.jpg", "--resource", "/a/*").split("\\?")[1];
        String cookies = Stream.of(query.split("&")).map(cookie -> "CloudFront-" + cookie).collect(Collectors.joining("; "));
        String late = Instant.now().plusSeconds(3600).toString();

        Cli explained = explain(entry(SITE + "a/b.jpg", 200, cookies, "", Instant.now().toString()),
                entry(SITE + "a/c.jpg", 403, cookies, "", late));

        assertThat(explained.lines()).hasSize(5).startsWith(
                "Requests: 2, refused with 403: 1, served although CloudFront should refuse them: 0");
        assertThat(explained.lines().get(2)).startsWith("Refused (AccessDenied): expired 45 minutes ago");
    }

    @Test
    void refusalByOthers_isNotBlamedOnTheSignature() throws IOException {
        String signed = keys.sign(SITE + "a.jpg");
        String now = Instant.now().toString();

        assertThat(explain(entry(signed, 403, "", "{\"name\": \"Server\", \"value\": \"AmazonS3\"}", now)).out())
                .contains("\nRefused by S3: CloudFront accepted the request, and S3 refused to give it the object\n"
                        + "To fix it: In the bucket policy, allow the distribution to read the object");
        assertThat(explain(entry(signed, 403)).out())
                .contains("\nRefused, but not because of the signature, which is valid\nTo fix it: Check the origin, AWS WAF,");
    }

    @Test
    void unknownKey_isNotRefused() throws IOException {
        explain(entry(keys.sign(SITE + "a.jpg"), 403));
        String har = directory.resolve("session.har").toString();

        Cli explained = Cli.run("explain", "--har", har);
        Cli json = Cli.run("explain", "--har", har, "--json");

        assertThat(explained.exitCode()).isEqualTo(2);
        assertThat(explained.out()).contains("\nUnknown: all other checks passed",
                "\nTo fix it: Pass the public key with --public-key");
        assertThat(json.out()).contains("\"requests\" : 1,", "\"refused\" : 1,", "\"served\" : 0,", "\"others\" : 0,",
                "\"sentence\" : \"Unknown: ", "\"requests\" : [ \"GET https://media.example.com/a.jpg\" ]",
                "\"remedy\" : \"Pass the public key ", "\"hints\" : [ ]");
    }

    /** Whichever comes first: scripts must not take the part that is known for the whole answer. */
    @Test
    void unknownKeyBesideARefusal_isUnknown() throws IOException {
        String unknown = entry(keys.sign(SITE + "a.jpg"), 403);
        String refused = entry(SITE + "b.jpg", 403);
        for (List<String> entries : List.of(List.of(unknown, refused), List.of(refused, unknown))) {
            explain(entries.toArray(String[]::new));

            Cli explained = Cli.run("explain", "--har", directory.resolve("session.har").toString());

            assertThat(explained.out()).contains("\nUnknown: ", "\nRefused (MissingKey): ");
            assertThat(explained.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void sessionWithoutMistakes_isFine() throws IOException {
        assertThat(explain(entry(SITE, 200), entry(keys.sign(SITE + "a.jpg"), 200)).exitCode()).isZero();
    }

    /** Recorded with Playwright at a local edge, with a key that is lost. */
    @Test
    void sessionOfChromium_isExplained() throws Exception {
        Path har = Path.of(HarTest.class.getResource("chromium.har").toURI());

        Cli explained = Cli.run("explain", "--har", har.toString(), "--public-key",
                "K1=" + har.resolveSibling("chromium-public-key.pem"));

        assertThat(explained.lines()).startsWith(
                "Requests: 8, refused with 403: 3, served although CloudFront should refuse them: 1", "",
                "Refused (AccessDenied): the signature does not match: the query string was added to or changed after signing")
                .contains("  GET http://localhost:32849/private/b.svg?utm=1", "  GET http://localhost:32849/private/c.svg",
                        "  GET http://localhost:32849/private/e.svg", "  GET http://localhost:32849/open/d.svg");
    }

    /** Of a stranger's file, in text and in JSON, which still has the same value. */
    @Test
    void escapesOfTerminals_areNotPrinted() throws IOException {
        String url = SITE + "a\u001b[2K\u202e\u0085\u2028\u200b\udb40\udc01.jpg";
        explain(entry(url.replace("\u001b", "\\u001b"), 403));
        String har = directory.resolve("session.har").toString();
        String shown = "\\u001B[2K\\u202E\\u0085\\u2028\\u200B\\uDB40\\uDC01.jpg";

        assertThat(Cli.run("explain", "--har", har).lines()).contains("  GET " + SITE + "a" + shown);
        Cli json = Cli.run("explain", "--har", har, "--json");
        assertThat(json.out()).contains(shown);
        assertThat(String.valueOf(Json.read(new ByteArrayInputStream(json.out().getBytes(StandardCharsets.UTF_8)), Set.of())))
                .contains("GET " + url);
        Cli wrong = Cli.run("verify", "--at", "\u001b[2K\nAllowed: ", SITE);
        assertThat(wrong.err().lines()).hasSize(2).first().asString().contains("\\u001B[2K\\u000AAllowed: ");
    }

    @Test
    void otherFile_isReported() throws IOException {
        for (String content : new String[] { "", "[]", "{\"log\": {}}", "{\"log\": {\"entries\": [{" }) {
            Path har = Files.writeString(directory.resolve("other.har"), content);
            Cli explained = Cli.run("explain", "--har", har.toString());

            assertThat(explained.exitCode()).isEqualTo(2);
            assertThat(explained.err()).isEqualTo(har + " is not a HAR file of at most 1 GiB. Export one on the Network tab of "
                    + "the browser's developer tools\n");
        }
    }
}
