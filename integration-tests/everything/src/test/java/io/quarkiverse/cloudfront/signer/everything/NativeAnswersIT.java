package io.quarkiverse.cloudfront.signer.everything;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.DisabledOnIntegrationTest.ArtifactType;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The native executable, and the JAR with the same configuration. Their answers are equal byte for byte, signatures included,
 * if
 * both answer in the same second.
 */
@QuarkusIntegrationTest
@DisabledOnIntegrationTest(forArtifactTypes = ArtifactType.JAR)
@WithTestResource(AwsStandIns.class)
@NeedsProgram(Program.MOTO)
class NativeAnswersIT {

    private static final int SECONDS = 10;
    private static final Pattern LISTENING = Pattern.compile(".*Listening on: (http://\\S+).*");
    private static final List<String> PATHS = List.of("url", "later", "code", "named", "field", "page", "film.m3u8",
            "albums/alps", "albums/%2A", "albums/a%2Fb", "nothing", "private-access/login?return=/board/minutes.txt",
            "private-access/login?return=https://example.com/", "private-access/logout", "private-access/denied.js",
            "private-access/renew.js", "q/health/live", "q/health/ready");

    /** Random nonces, and times that only one of the applications knows. */
    private static final Pattern RANDOM = Pattern
            .compile("(?<=q_cloudfront_(?!mark)[\\w-]{11}=)[^;]+|(?<=active since )[^;]+");

    private record Call(String method, String path, String user, String body) {
    }

    private record Application(URI address, Map<String, String> sessions) {

        Application(URI address) {
            this(address, new HashMap<>());
        }

        CompletableFuture<String> answer(HttpClient client, Call call) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/" + call.path))
                    .method(call.method, BodyPublishers.ofString(call.body))
                    .header("Content-Type", "application/json").header("Accept", "application/json, text/event-stream, */*");
            if (!call.user.isEmpty()) {
                request.header("Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(call.user.getBytes(StandardCharsets.UTF_8)));
            }
            if (sessions.containsKey(call.user)) {
                request.header("Mcp-Session-Id", sessions.get(call.user));
            }
            return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(response -> text(call, response));
        }

        private String text(Call call, HttpResponse<String> response) {
            Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
            headers.keySet().removeAll(List.of("date", "etag"));
            List<String> session = headers.remove("mcp-session-id");
            if (session != null) {
                sessions.put(call.user, session.get(0));
            }
            String text = response.statusCode() + "\n" + headers + "\n" + response.body();
            return RANDOM.matcher(text).replaceAll("RANDOM").replace(address.getAuthority(), "APPLICATION");
        }
    }

    DevServicesContext devServices;
    AwsStandIns aws;

    @TestHTTPResource
    URI executable;

    @Test
    void answers_areThoseOfTheJvm() throws IOException {
        Process jvm = startJar();
        try {
            Application jar = new Application(address(jvm.inputReader()));
            Application image = new Application(executable);
            HttpClient client = HttpClient.newHttpClient();
            SoftAssertions answers = new SoftAssertions();
            List<Call> calls = calls();
            for (Call call : calls) {
                String expected = "";
                String answer = "of the executable";
                for (int i = 0; i < SECONDS && !answer.equals(expected); i++) {
                    CompletableFuture<String> other = jar.answer(client, call);
                    answer = image.answer(client, call).join();
                    expected = other.join();
                }
                answers.assertThat(answer).as(call.toString()).isEqualTo(expected);
            }
            System.out.println(calls.size() + " answers compared, " + answers.errorsCollected().size() + " differ");
            answers.assertAll();
        } finally {
            jvm.destroyForcibly();
        }
        assertThat(aws.store().entries()).hasSize(1);
    }

    private static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (String user : List.of("", "alice:alice", "bob:bob", "alice:guess")) {
            PATHS.forEach(path -> calls.add(new Call("GET", path, user, "")));
            calls.add(new Call("POST", "cookies/alps", user, ""));
            calls.add(new Call("POST", "url", user, ""));
        }
        calls.add(new Call("DELETE", "grants/carol", "", ""));
        for (String user : List.of("", "alice:alice")) {
            calls.add(mcp(user, "initialize", "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                    + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}"));
            calls.add(mcp(user, "tools/list", "{}"));
            for (String tool : List.of("link", "address", "photo", "nothing")) {
                calls.add(mcp(user, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":{}}"));
            }
        }
        return calls;
    }

    private static Call mcp(String user, String method, String parameters) {
        return new Call("POST", "mcp", user,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + parameters + "}");
    }

    private Process startJar() throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        Map<String, String> properties = new HashMap<>(devServices.devServicesProperties());
        properties.putAll(aws.properties());
        properties.put("quarkus.http.port", "0");
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Where the application listens, which it logs. What it logs later is read, so that it can write. */
    private static URI address(BufferedReader log) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                Thread reader = new Thread(() -> log.lines().forEach(later -> {
                }));
                reader.setDaemon(true);
                reader.start();
                return URI.create(listening.group(1).replace("0.0.0.0", "localhost"));
            }
            read.append(line).append('\n');
        }
        throw new IllegalStateException("The JAR did not start:\n" + read);
    }
}
