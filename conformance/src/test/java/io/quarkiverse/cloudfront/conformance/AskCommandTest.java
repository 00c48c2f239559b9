package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

class AskCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

    private static final Map<String, KeyPair> KEYS = new LinkedHashMap<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void makeKeys() {
        // the first one signs most, and an RSA key takes ten times as long
        KEYS.put("KP256ASKEDabc", NewKey.p256Pair());
        KEYS.put("KRSAASKEDabc", NewKey.rsaPair());
    }

    @Test
    void command_writesAnswersWithoutSecrets() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, Clock.systemUTC())) {
            Path file = directory.resolve("of today/answers.json");

            Run run = ask(edge.url(), file, "KP256ASKEDabc", "KRSAASKEDabc");

            assertThat(run).isEqualTo(new Run(0, Question.all().size() - 12 + " of " + Question.all().size()
                    + " questions asked, 0 answered differently than expected. The answers are in " + file + ".\n", ""));
            assertThat(file).content().contains("\"id\" : \"rsa-sha1\"").doesNotContain("ASKEDabc")
                    .doesNotContain("localhost").doesNotContain(String.valueOf(edge.url().getPort()))
                    .doesNotContainPattern("[A-Za-z0-9~-]{60}")
                    .contains("\"notAsked\"", "\"asked\" : \"a local edge\",\n  \"date\" : \"20");
        }
    }

    @Test
    void command_atAHostThatServesUnsignedRequests_asksNothing() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, false, false, CLOCK)) {
            Path file = directory.resolve("answers.json");

            Run run = ask(edge.url(), file, "KP256ASKEDabc");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("answers unsigned requests for /probe/ with status 200");
            assertThat(edge.events).hasSize(1);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void command_whoseAnswersCannotBeKept_asksNothing() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, CLOCK)) {
            Path file = Files.createFile(directory.resolve("file")).resolve("answers.json");

            Run run = ask(edge.url(), file, "KP256ASKEDabc");

            assertThat(run).isEqualTo(new Run(2, "", file.getParent() + " already exists\n"));
            assertThat(edge.events).isEmpty();
        }
    }

    @Test
    void interview_withKeyOfAnotherGroup_cannotBegin() throws IOException {
        Map<String, KeyPair> others = Map.of("KOTHER", KEYS.get("KP256ASKEDabc"));
        try (AskedEdge edge = new AskedEdge(others, true, false, CLOCK)) {
            assertThatThrownBy(() -> edge.interview(KEYS, CLOCK).ask(Question.all())).isInstanceOf(CommandException.class)
                    .hasMessageContaining("KP256ASKEDabc (p256): the status is 403. Check whether the key is in the key group");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "--url https://example.com --out answers",
            "--out answers --private-key none --key-pair-id K1",
            "--url https://example.com --private-key none --key-pair-id K1",
            "--url https://example.com --out answers --private-key none" })
    void command_withoutOptions_saysWhichAreNeeded(String options) {
        Run run = Run.of(("ask " + options).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Missing required option");
    }

    @Test
    void keyWithoutItsId_isNotAskedWith() {
        Run run = Run.of("ask", "--url", "https://example.com", "--out", "answers", "--private-key", "none", "--private-key",
                "none", "--key-pair-id", "K1");

        assertThat(run).isEqualTo(new Run(2, "", "There are 2 --private-key options, but 1 --key-pair-id options. Pass a "
                + "--key-pair-id for each --private-key\n"));
    }

    /** A directory, and files that do not exist or are not keys. */
    @Test
    void unsuitableFile_isReportedWithASentence() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "not a key");
        for (Path file : List.of(directory, directory.resolve("none"), text)) {
            Run run = Run.of("ask", "--url", "https://a.invalid", "--out", directory.resolve("out").toString(),
                    "--private-key", file.toString(), "--key-pair-id", "K1");

            assertThat(run.err().lines()).as(run.err()).hasSize(1).noneMatch(line -> line.contains("bug"));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(directory.resolve("out")).doesNotExist();
        }
    }

    @Test
    void help_describesCommandsAndOptions() {
        assertThat(Run.of("--help").out()).startsWith("Usage: conformance [-hV] COMMAND\n").contains("ask", "keygen",
                "  1   an answer differs, or a host serves unsigned requests\n");
        assertThat(Run.of("ask", "--help").out()).contains("--url=URL", "--private-key=FILE", "--key-pair-id=ID", "--out=FILE",
                "--json");
        assertThat(Run.of("ask", "--json", "--none").out()).startsWith("{").contains("\"error\" : \"");
    }

    /** Somebody who has the earlier answers open, or copied by a link, keeps them. */
    @Test
    @Tag("nightly")
    @DisabledOnOs(OS.WINDOWS)
    void answers_replaceTheFileAsAWhole() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, Clock.systemUTC())) {
            Path file = Files.writeString(directory.resolve("answers.json"), "earlier answers");
            Path copy = Files.createLink(directory.resolve("copy"), file);
            Files.writeString(directory.resolve("answers.json.part"), "of a program that was killed");
            Path link = Files.createSymbolicLink(directory.resolve("link"), Files.createFile(directory.resolve("linked")));

            ask(edge.url(), file, "KP256ASKEDabc");
            ask(edge.url(), link, "KP256ASKEDabc");

            assertThat(copy).hasContent("earlier answers");
            assertThat(file).content().endsWith("}\n").contains("\"rsa-sha1\"");
            assertThat(link).isSymbolicLink().content().contains("\"rsa-sha1\"");
            assertThat(directory.resolve("answers.json.part")).doesNotExist();
            assertThat(directory.resolve("link.part")).doesNotExist();
        }
    }

    @Test
    void steps_areTold() throws IOException {
        List<String> steps = new ArrayList<>();
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, CLOCK)) {
            AskingKey key = new AskingKey("KP256ASKEDabc", KEYS.get("KP256ASKEDabc").getPrivate());

            new Interview(Connection.to(Target.of(edge.url())), List.of(key), CLOCK, steps::add).ask(Question.all());

            int all = Question.all().size();
            assertThat(steps).hasSize(all + 1).startsWith("Asking " + edge.url(), "Question 1 of " + all + ": rsa-sha1")
                    .endsWith("Question " + all + " of " + all + ": errors-single-page-function");
        }
    }

    @Test
    void repeatedKeys_haveTheIdsInTheSameOrder() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, CLOCK)) {
            List<String> command = new ArrayList<>(List.of("ask", "--url", edge.url().toString(), "--out",
                    directory.resolve("answers.json").toString(), "--key-pair-id", "KRSAASKEDabc", "--key-pair-id",
                    "KP256ASKEDabc"));
            for (Map.Entry<String, KeyPair> key : KEYS.entrySet()) {
                command.addAll(List.of("--private-key",
                        AskedEdge.privateKey(directory, key.getKey(), key.getValue()).toString()));
            }

            Run run = Run.of(command.toArray(String[]::new));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("with a valid signature of KRSAASKEDabc (p256): the status is 403");
        }
    }

    /** Another program may answer in place of the distribution, or the connection may end. */
    @ParameterizedTest
    @ValueSource(strings = { "", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nDat", "HTTP/1.1 200 OK\r\n\r\n<html>",
            "HTTP/1.1 302 Found\r\nLocation: http://login.invalid/\r\n\r\n", "HTTP/1.1 500 \r\n\r\n<html>",
            "HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\na" })
    void answerOfAStranger_isASentence(String answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answerAll(server, answer)).start();
            Path file = directory.resolve("answers.json");

            Run run = ask(URI.create("http://127.0.0.1:" + server.getLocalPort()), file, "KP256ASKEDabc");

            assertThat(run.exitCode()).isPositive();
            assertThat(run.err()).isNotEmpty().doesNotContain("bug", "java.", "Exception");
            assertThat(file).doesNotExist();
        }
    }

    private static void answerAll(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                // the beginning of the request
                socket.getInputStream().read(new byte[10_000]);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // the test has ended
            }
        }
    }

    private Run ask(URI url, Path file, String... keyPairIds) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("ask", "--url", url.toString(), "--out", file.toString()));
        for (String id : keyPairIds) {
            arguments.addAll(List.of("--private-key", AskedEdge.privateKey(directory, id, KEYS.get(id)).toString(),
                    "--key-pair-id", id));
        }
        return Run.of(arguments.toArray(String[]::new));
    }
}
