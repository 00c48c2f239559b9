package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Files and answers that somebody else has made, in each shape. Each of them is a value, or a sentence, and never a bug of the
 * program.
 */
@Isolated("sets system properties")
@Timeout(300)
@Tag("slow")
class StrangersTest {

    private static final String HUGE = "1e99999999999";

    @TempDir
    private static Path directory;

    private static String key;

    @BeforeAll
    static void makeKey() {
        Keys.in(directory);
        key = directory.resolve("private-key.pem").toString();
    }

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String pem = Files.readString(directory.resolve("public-key.pem"));
        files.put("truncated.pem", pem.substring(0, pem.length() / 2).getBytes(StandardCharsets.US_ASCII));
        files.put("truncated-private.pem", Files.readString(Path.of(key)).substring(0, 90).getBytes(StandardCharsets.US_ASCII));
        files.put("binary", new byte[] { 0x30, (byte) 0x84, -1, -1, -1, -1, 0, 7 });
        files.put("zeros", new byte[1000]);
        files.put("halves", new byte[] { (byte) 0xed, (byte) 0xa0, (byte) 0x80, '=', '\n', '/', 27 });
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("empty", "");
        texts.put("spaces", " \n\n");
        texts.put("page.html", "<!DOCTYPE html><html><body>Log in</body></html>");
        texts.put("nested.json", "[".repeat(100_000));
        texts.put("null.json", "null");
        for (String value : List.of("null", "7", HUGE, "-0", "9".repeat(900), "true", "\"\"", "\"a\"", "[]", "[null]", "{}",
                "[{}]",
                "[[1]]")) {
            String name = value.replaceAll("\\W", "_").substring(0, Math.min(value.length(), 20)) + ".json";
            texts.put("value-" + name, value);
            texts.put("har-" + name, "{\"log\":{\"entries\":" + value + "}}");
            texts.put("entry-" + name, "{\"log\":{\"entries\":[" + entry(value) + "]}}");
            texts.put("truncated-" + name, "{\"log\":{\"entries\":[" + entry(value));
            texts.put("keys-" + name, "{\"PublicKeyList\":{\"Items\":" + value + "}}");
            texts.put("key-" + name, "{\"PublicKeyList\":{\"Items\":[{\"Id\":" + value + ",\"EncodedKey\":" + value + "}]}}");
            texts.put("id-" + name, "{\"PublicKeyList\":{\"Items\":[{\"Id\":" + value + ",\"EncodedKey\":\"" + pem.replace("\n",
                    "\\n") + "\"}]}}");
        }
        texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    /** A request with status 403 that has one field of this value after the other. */
    private static String entry(String value) {
        StringBuilder entries = new StringBuilder();
        for (String field : List.of("startedDateTime", "request", "response", "cache", "_fromCache", "_fetchType", "method",
                "url",
                "headers", "cookies", "status", "_transferSize")) {
            Map<String, String> fields = new LinkedHashMap<>(Map.of("startedDateTime", "\"2026-12-01T08:00:00Z\"", "method",
                    "\"GET\"", "url", "\"https://a.example/b?Expires=1&Signature=a&Key-Pair-Id=K1\"", "headers", "[]",
                    "cookies",
                    "[]", "status", "403", "_transferSize", "7"));
            fields.put(field, value);
            String request = field.equals("request") ? value
                    : "{\"method\":" + fields.get("method") + ",\"url\":" + fields.get("url") + ",\"headers\":"
                            + fields.get("headers")
                            + ",\"cookies\":" + fields.get("cookies") + "}";
            String response = field.equals("response") ? value
                    : "{\"status\":" + fields.get("status") + ",\"headers\":" + fields.get("headers") + ",\"_transferSize\":"
                            + fields.get("_transferSize") + "}";
            entries.append(entries.length() == 0 ? "" : ",").append("{\"startedDateTime\":")
                    .append(fields.get("startedDateTime"))
                    .append(",\"request\":").append(request).append(",\"response\":").append(response);
            for (String other : List.of("cache", "_fromCache", "_fetchType")) {
                if (other.equals(field)) {
                    entries.append(",\"").append(other).append("\":").append(value);
                }
            }
            entries.append("}");
        }
        return entries.toString();
    }

    private static void assertSentence(Cli run, String what) {
        assertThat(run.err() + run.out()).as(what).doesNotContain("bug", "java.", "Exception");
        assertThat(run.exitCode()).as(what).isBetween(0, 2);
        if (run.out().isEmpty()) {
            assertThat(run.err().lines().filter(line -> !line.startsWith("Run ") && !line.startsWith("Usage"))).as(what)
                    .isNotEmpty();
            assertThat(run.exitCode()).as(what).isPositive();
        }
    }

    /** {@code ProgramTest} has files that are not there, too large, or directories. */
    @ParameterizedTest
    @ValueSource(strings = { "sign https://a.example/b --key-pair-id K1 --private-key FILE",
            "sign https://a.example/b --key-pair-id K1 --private-key KEY --passphrase-file FILE",
            "rotate --key-group G --private-key FILE",
            "function --marks FILE", "verify https://a.example/b?Expires=1&Signature=a&Key-Pair-Id=K1 --public-key K1=FILE",
            "explain https://a.example/b?Expires=1&Signature=a&Key-Pair-Id=K1 --keys FILE", "explain --har FILE",
            "expect-private --url https://a.invalid @FILE",
            "expect-private --url https://localhost:1 /a --key-pair-id K1 --private-key FILE", "publish FILE", "keygen FILE",
            "check --paths FILE --distribution FILE" })
    void file_isAValueOrASentence(String command, @TempDir Path elsewhere) throws IOException {
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:1");
        for (Map.Entry<String, byte[]> each : files().entrySet()) {
            Path file = Files.write(elsewhere.resolve(each.getKey()), each.getValue());

            assertSentence(Cli.run(command.replace("FILE", file.toString()).replace("KEY", key).split(" ")),
                    command + " " + each.getKey());
        }
        System.clearProperty("aws.endpointUrl");
    }

    /** Playlists are read, too. */
    @Test
    void playlist_isConvertedOrRefused(@TempDir Path elsewhere) throws IOException {
        for (Map.Entry<String, byte[]> each : files().entrySet()) {
            for (String ending : List.of(".m3u8", ".mpd")) {
                Path sub = Files.createDirectory(elsewhere.resolve(each.getKey() + ending));
                Files.write(sub.resolve("a" + ending), each.getValue());
                assertSentence(Cli.run("publish", sub.toString()), each.getKey() + ending);
            }
        }
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        String ok = "HTTP/1.1 200 OK\r\nDate: Tue, 01 Dec 2026 08:00:00 GMT\r\nConnection: close\r\n";
        answers.put("closed", "");
        answers.put("another protocol", "SSH-2.0-OpenSSH_9.2\r\n");
        answers.put("truncated", "HTTP/1.1 200 OK\r\nDat");
        answers.put("truncated body", ok + "Content-Length: 1000\r\n\r\n<GetKey");
        answers.put("empty", ok + "Content-Length: 0\r\n\r\n");
        answers.put("page", ok + "Content-Type: text/html\r\n\r\n<!DOCTYPE html><html><body>Log in<br></body></html>");
        answers.put("XHTML", ok + "\r\n<html><body>Log in</body></html>");
        answers.put("JSON", ok + "\r\n{\"a\":" + HUGE + "}");
        answers.put("no date", "HTTP/1.1 200 OK\r\nConnection: close\r\nETag: 1\r\n\r\n<KeyGroup><Id>G</Id></KeyGroup>");
        answers.put("malformed date",
                ok.replaceFirst("Tue.*GMT", "soon") + "ETag: 1\r\n\r\n<KeyGroup><Id>G</Id><KeyGroupConfig>"
                        + "<Items><PublicKey>K1</PublicKey></Items><Name>a</Name></KeyGroupConfig></KeyGroup>");
        answers.put("huge length", ok + "Content-Length: 99999999999999999999\r\n\r\n");
        answers.put("huge chunk", ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFF\r\na");
        answers.put("no number", ok + "Transfer-Encoding: chunked\r\n\r\n" + HUGE + "\r\na");
        answers.put("redirect", "HTTP/1.1 302 Found\r\nLocation: http://login.invalid/\r\nConnection: close\r\n\r\n");
        answers.put("error", "HTTP/1.1 500 \r\nConnection: close\r\n\r\n<html>");
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = { "rotate --key-group G --private-key KEY", "expect-private --url URL /a",
            "expect-private --url URL /a --private-key KEY --key-pair-id K1" })
    void answer_isAValueOrASentence(String command) throws IOException {
        Map<String, String> credentials = Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "secret");
        credentials.forEach(System::setProperty);
        for (Map.Entry<String, String> answer : answers().entrySet()) {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                String url = "http://127.0.0.1:" + server.getLocalPort();
                System.setProperty("aws.endpointUrl", url);
                Thread thread = new Thread(() -> answerAll(server, answer.getValue()));
                thread.start();

                Cli run = Cli.run(command.replace("URL", url).replace("KEY", key).split(" "));

                assertSentence(run, command + " " + answer.getKey());
                assertThat(run.exitCode()).as(command + " " + answer.getKey()).isPositive();
            }
        }
        credentials.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
    }

    private static void answerAll(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                // the beginning of the request
                socket.getInputStream().read(new byte[10_000]);
                OutputStream out = socket.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // the test has ended, or the client does not want to read more
            }
        }
    }

    /** The limit of the size of files is what a full disk is: part of a file can be written, and the rest cannot. */
    @Test
    @NeedsProgram(Program.BASH)
    @DisabledOnOs(OS.WINDOWS)
    void fullDisk_leavesNothingInTheWay(@TempDir Path elsewhere) throws Exception {
        Cli keygen = ChildProgram.run(elsewhere, Map.of(), "ulimit -f 0", "keygen keys");
        assertThat(keygen.err()).startsWith("keys/private-key.pem cannot be written: ").hasLineCount(1);
        assertThat(keygen.exitCode()).isEqualTo(2);
        assertThat(elsewhere.resolve("keys")).isEmptyDirectory();
        assertThat(Cli.run("keygen", elsewhere.resolve("keys").toString()).exitCode()).isZero();

        Path playlist = Files.writeString(elsewhere.resolve("a.m3u8"), "#EXTM3U\n#EXTINF:4,\n1.ts\n");
        Cli publish = ChildProgram.run(elsewhere, Map.of(), "ulimit -f 0", "publish .");
        assertThat(publish.err()).contains(".playlist-", " cannot be written: ").hasLineCount(1);
        assertThat(publish.exitCode()).isEqualTo(2);
        assertThat(playlist).hasContent("#EXTM3U\n#EXTINF:4,\n1.ts\n");
        assertThat(elsewhere).isDirectoryNotContaining("glob:**.tmp");
    }

    /** A script would upload half a function. */
    @Test
    @NeedsProgram(Program.BASH)
    @DisabledOnOs(OS.WINDOWS)
    void outputOnAFullDisk_isNotSuccess(@TempDir Path elsewhere) throws Exception {
        for (String arguments : List.of("function --pages=spa", "keygen --json a", "explain https://a.example/")) {
            Cli run = ChildProgram.run(elsewhere, Map.of(), "ulimit -f 0", arguments + " > out");
            assertThat(run.exitCode()).as(arguments).isEqualTo(2);
        }
        assertThat(ChildProgram.run(elsewhere, Map.of(), "ulimit -f 0", "function --pages=spa > out").err())
                .isEqualTo("The result cannot be written: standard output is closed, or its disk is full\n");
    }
}
