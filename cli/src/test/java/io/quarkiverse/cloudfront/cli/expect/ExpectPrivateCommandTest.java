package io.quarkiverse.cloudfront.cli.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.cli.Keys;
import io.quarkiverse.cloudfront.cli.LocalEdge;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.LoopbackServer;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.vertx.core.json.JsonObject;

class ExpectPrivateCommandTest {

    private static final KeyPair KEY = NewKey.p256Pair();

    /** Restricts /private/*. */
    private static LocalEdge edge;

    @TempDir
    private static Path directory;

    private static Path privateKey;

    @BeforeAll
    static void start() throws IOException {
        edge = new LocalEdge(Map.of("K1", KEY));
        privateKey = Files.writeString(directory.resolve("K1.pem"), NewKey.pem(KEY.getPrivate()));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static Cli ask(String url, String... more) {
        List<String> arguments = new ArrayList<>(List.of("expect-private", "--url", url));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static Cli askEdge(String... more) {
        return ask(edge.url().toString(), more);
    }

    @Test
    void path_isPrivate_ifOnlyASignatureOpensIt() {
        assertThat(askEdge("--private-key", privateKey.toString(), "--key-pair-id", "K1", "/private/films/7.mp4"))
                .isEqualTo(
                        new Cli(0, "private: /private/films/7.mp4: it is refused without a signature (MissingKey), and served "
                                + "with one\n", ""));
        assertThat(askEdge("/private/*", "/private/a.jpg")).isEqualTo(new Cli(0,
                "private: /private/*: it is refused without a signature (MissingKey)\n"
                        + "private: /private/a.jpg: it is refused without a signature (MissingKey)\n",
                ""));
    }

    @Test
    void openPath_hasStatus1_whateverElseIsNotKnown() {
        Cli run = askEdge("/private/a.jpg", "/open/a.jpg", "--private-key", privateKey.toString(), "--key-pair-id", "K2");

        assertThat(run).isEqualTo(new Cli(1,
                "cannot say: /private/a.jpg: it is refused without a signature (MissingKey), but with "
                        + "one, the answer has status 403 and the code InvalidKey\n"
                        + "open: /open/a.jpg: it is served without a signature (status 200)\n",
                ""));
    }

    @Test
    void pattern_cannotBeOpenedWithAKey() {
        assertThat(askEdge("/private/*", "--private-key", privateKey.toString(), "--key-pair-id", "K1"))
                .isEqualTo(
                        new Cli(2,
                                "cannot say: /private/*: it is refused without a signature (MissingKey), but a signed URL "
                                        + "cannot open a pattern. Name an existing file\n",
                                ""));
    }

    @Test
    void keyOfAnotherPair_isNoProof(@TempDir Path elsewhere) {
        Keys.in(elsewhere);

        Cli run = askEdge("/private/a.jpg", "--private-key", elsewhere.resolve("private-key.pem").toString(), "--key-pair-id",
                "K1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).endsWith("but with one, the answer has status 403 and the code AccessDenied\n");
    }

    /** What only CloudFront's own refusal for the missing signature proves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "403 | cf | <html>blocked</html> | and a page instead of a code. AWS WAF, a geographic restriction, or an error page",
            "200 | Error from cloudfront | <html>login</html> | and a page instead of a code. AWS WAF,",
            "403 | Error from cloudfront | <Error><Code>AccessDenied</Code><RequestId>1</RequestId></Error> "
                    + "| and the code AccessDenied of S3, so CloudFront may have passed the request on. Name an existing file",
            "403 | cf | <Error><Code>InvalidKey</Code></Error> | and the code InvalidKey",
            "403 | FunctionGeneratedResponse from cloudfront | '' | and is from the distribution's function",
            "200 | none | <html>welcome</html> | , but is not from CloudFront. Check --url, and whether a proxy or the login",
            "403 | none | <Error><Code>MissingKey</Code></Error> | , but is not from CloudFront. Check --url, and whether",
            "301 | cf | '' | , a redirect. Name the path or the host that it leads to",
            "404 | cf | <Error><Code>MissingKey</Code></Error> | . Name an existing file",
            "503 | cf | '' | . Name an existing file" })
    void otherAnswers_areNoProof(int status, String from, String body, String why) {
        try (LoopbackServer server = new LoopbackServer("distribution", exchange -> {
            if (!from.equals("none")) {
                exchange.getResponseHeaders().set(from.equals("cf") ? "X-Amz-Cf-Id" : "X-Cache", from);
            }
            LoopbackServer.answer(exchange, status, body);
        })) {
            Cli run = ask(server.endpoint().toString(), "/a.jpg");

            assertThat(run.out()).startsWith(
                    "cannot say: /a.jpg: without a signature, the answer has status " + status
                            + (why.startsWith("a") ? " " : "")
                            + why);
            assertThat(run.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void json_hasTheOutcomeOfEachPath() {
        JsonObject json = new JsonObject(askEdge("--json", "/private/a.jpg", "/open/a.jpg").out());

        assertThat(json.getJsonArray("paths")).extracting(path -> ((JsonObject) path).getString("path") + " "
                + ((JsonObject) path).getString("outcome")).containsExactly("/private/a.jpg PRIVATE", "/open/a.jpg OPEN");
        assertThat(json.getJsonArray("paths").getJsonObject(0).getString("sentence")).startsWith("it is refused without");
    }

    @Test
    void paths_canBeInAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("paths"), "/private/a.jpg\n\n /private/b.jpg /private/d.jpg \n");

        assertThat(askEdge("@" + file, "/private/c.jpg /private/e.jpg").lines()).hasSize(5)
                .allMatch(line -> line.startsWith("private: /private/"));
        Files.writeString(file, "\n");
        assertThat(askEdge("@" + file)).isEqualTo(new Cli(2, "", "There are no paths in @" + file + "\n"));
        assertThat(askEdge("@" + directory.resolve("none")).err()).isEqualTo(directory.resolve("none") + " does not exist\n");
    }

    /** CloudFront may answer 403 over http because of its viewer protocol policy. */
    @Test
    void http_isOnlyForThisMachine() {
        assertThat(ask("http://198.51.100.7", "/a.jpg"))
                .isEqualTo(new Cli(2, "", "--url must begin with https://, because CloudFront "
                        + "may refuse or redirect each request over http, whether the path is private or not\n"));
    }

    @ParameterizedTest
    @CsvSource({ "private/*", "/ä", "/a#b" })
    void otherTextThanAPath_isAMistake(String path) {
        int before = edge.events.size();

        assertThat(askEdge("/private/a.jpg", path))
                .isEqualTo(new Cli(2, "", "'" + path + "' is not the path of a URL. Begin it with "
                        + "/, and percent-encode # and all non-ASCII characters\n"));
        assertThat(edge.events).hasSize(before);
    }

    @Test
    void unreachableHost_isNotPrivate() {
        int port = FreePort.find();

        assertThat(ask("http://localhost:" + port, "/a", "/b")).isEqualTo(new Cli(2,
                "cannot say: /a: Cannot connect to localhost:"
                        + port + ": Connection refused\ncannot say: /b: Cannot connect to localhost:" + port
                        + ": Connection refused\n",
                ""));
        assertThat(ask("https://none.invalid", "/a")).isEqualTo(new Cli(2, "",
                "The host none.invalid is not known. Check its name and the network\n"));
    }

    @Test
    void unusableKey_isReportedFirst() {
        Cli run = askEdge("/private/a.jpg", "--private-key", directory.resolve("none").toString(), "--key-pair-id", "K1");

        assertThat(run).isEqualTo(new Cli(2, "", directory.resolve("none") + " does not exist\n"));
        assertThat(askEdge("/private/a.jpg", "--private-key", privateKey.toString()).err())
                .startsWith("Error: Missing required");
    }
}
