package io.quarkiverse.cloudfront.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

class ProbeCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

    private static final Map<String, KeyPair> KEYS = new LinkedHashMap<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void makeKeys() {
        // the first one signs most, and an RSA key takes ten times as long
        KEYS.put("KP256PROBEabc", NewKey.p256Pair());
        KEYS.put("KRSAPROBEabc", NewKey.rsaPair());
    }

    @Test
    void command_writesAnswersWithoutSecrets() throws IOException {
        try (ProbedEdge edge = new ProbedEdge(KEYS, true, false, Clock.systemUTC())) {
            Path file = directory.resolve("of today/answers.json");

            Cli run = probe(edge.url(), file, "KP256PROBEabc", "KRSAPROBEabc");

            assertThat(run).isEqualTo(new Cli(0, Question.all().size() - 12 + " of " + Question.all().size()
                    + " questions asked, 0 answered differently than expected. The answers are in " + file + ".\n", ""));
            assertThat(file).content().contains("\"id\" : \"rsa-sha1\"").doesNotContain("PROBEabc")
                    .doesNotContain("localhost").doesNotContain(String.valueOf(edge.url().getPort()))
                    .doesNotContainPattern("[A-Za-z0-9~-]{60}")
                    .contains("\"notAsked\"", "\"asked\" : \"a local edge\",\n  \"date\" : \"20");
        }
    }

    @Test
    void command_atAHostThatServesUnsignedRequests_asksNothing() throws IOException {
        try (ProbedEdge edge = new ProbedEdge(KEYS, false, false, CLOCK)) {
            Path file = directory.resolve("answers.json");

            Cli run = probe(edge.url(), file, "KP256PROBEabc");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("answers unsigned requests for /probe/ with status 200");
            assertThat(edge.events).hasSize(1);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void command_whoseAnswersCannotBeKept_asksNothing() throws IOException {
        try (ProbedEdge edge = new ProbedEdge(KEYS, true, false, CLOCK)) {
            Path file = Files.createFile(directory.resolve("file")).resolve("answers.json");

            Cli run = probe(edge.url(), file, "KP256PROBEabc");

            assertThat(run).isEqualTo(new Cli(2, "", file.getParent() + " exists already\n"));
            assertThat(edge.events).isEmpty();
        }
    }

    @Test
    void interview_withKeyOfAnotherGroup_cannotBegin() throws IOException {
        Map<String, KeyPair> others = Map.of("KOTHER", KEYS.get("KP256PROBEabc"));
        try (ProbedEdge edge = new ProbedEdge(others, true, false, CLOCK)) {
            assertThatThrownBy(() -> edge.interview(KEYS, CLOCK).ask(Question.all())).isInstanceOf(CommandException.class)
                    .hasMessageContaining("KP256PROBEabc (p256), but answered with status 403. Is the key in the key group");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "--url https://example.com",
            "--out answers --private-key none --key-pair-id K1",
            "--url https://example.com --private-key none --key-pair-id K1", "--url https://example.com --out answers",
            "--url https://example.com --out answers --private-key none" })
    void command_withoutOptions_saysWhichAreNeeded(String options) {
        Cli run = Cli.run(("probe " + options).split(" "));

        assertThat(run).isEqualTo(new Cli(2, "",
                "--url, --out, and a --key-pair-id for each --private-key are needed\n"));
    }

    /** Somebody who has the earlier answers open, or copied by a link, keeps them. */
    @Test
    @Tag("nightly")
    @DisabledOnOs(OS.WINDOWS)
    void answers_replaceTheFileAsAWhole() throws IOException {
        try (ProbedEdge edge = new ProbedEdge(KEYS, true, false, Clock.systemUTC())) {
            Path file = Files.writeString(directory.resolve("answers.json"), "earlier answers");
            Path copy = Files.createLink(directory.resolve("copy"), file);
            Files.writeString(directory.resolve("answers.json.part"), "of a program that was killed");
            Path link = Files.createSymbolicLink(directory.resolve("link"), Files.createFile(directory.resolve("linked")));

            probe(edge.url(), file, "KP256PROBEabc");
            probe(edge.url(), link, "KP256PROBEabc");

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
        try (ProbedEdge edge = new ProbedEdge(KEYS, true, false, CLOCK)) {
            ProbeKey key = new ProbeKey("KP256PROBEabc", KEYS.get("KP256PROBEabc").getPrivate());

            new Interview(Connection.to(Target.of(edge.url())), List.of(key), CLOCK, steps::add).ask(Question.all());

            int all = Question.all().size();
            assertThat(steps).hasSize(all + 1).startsWith("Asking " + edge.url(), "Question 1 of " + all + ": rsa-sha1")
                    .endsWith("Question " + all + " of " + all + ": errors-single-page-function");
        }
    }

    @Test
    void template_isCloudFormation() {
        Cli run = Cli.run("probe", "--template");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("AWS::CloudFront::Distribution").contains("TrustedKeyGroups: [!Ref Keys]");
    }

    @Test
    @NeedsProgram(Program.NJS)
    void functionOfTheTemplate_saysWhatItSeesWithoutValues() throws Exception {
        String template = Cli.run("probe", "--template").out();
        String code = function(template, "Echo");
        Path script = Files.writeString(directory.resolve("function.js"), code + """
                console.log(JSON.stringify(handler({
                    viewer: { ip: '192.0.2.1' },
                    request: { method: 'GET', uri: '/probe/a', headers: {}, rawQueryString: () => 'Policy=secret',
                        querystring: { Policy: { value: 'secret' } },
                        cookies: { 'CloudFront-Signature': { value: 'secret!' } } }
                })));
                """);

        assertThat(njs(script)).isEqualTo(
                """
                        {"statusCode":200,"headers":{"cache-control":{"value":"no-store"},"x-probe-pages":{"value":"${Pages.DomainName}"},\
                        "x-probe-single-page":{"value":"${SinglePage.DomainName}"},"x-probe-viewer":{"value":"192.0.2.1"}},\
                        "body":"{\\"method\\":\\"GET\\",\\"uri\\":\\"/probe/a\\",\\"querystring\\":{\\"Policy\\":6},\\"cookies\\":\
                        {\\"CloudFront-Signature\\":7}}"}
                        """);
    }

    /** The questions expect what a function answers that sees the policy, as marks assume. */
    @Test
    @NeedsProgram(Program.NJS)
    void functionOfTheTemplate_saysWhetherItSeesThePolicy() throws Exception {
        String template = Cli.run("probe", "--template").out();
        String code = function(template, "Echo");
        Path script = Files.writeString(directory.resolve("function.js"), code + """
                function ask(query, cookies) {
                    console.log(handler({
                        viewer: { ip: '192.0.2.1' },
                        request: { method: 'GET', uri: '/probe/function/policy', headers: { 'x-probe-policy': { value: 'P~' } },
                            querystring: {}, rawQueryString: () => query, cookies: cookies }
                    }).body);
                }
                ask('Policy=P~&Signature=s&Key-Pair-Id=K&Hash-Algorithm=SHA256', {});
                ask(undefined, { 'CloudFront-Policy': { value: 'P~' } });
                ask('Policy=P%7E', { 'CloudFront-Policy': { value: '"P~"' } });
                """);

        List<String> expected = Question.all().stream().map(question -> question.text("body"))
                .flatMap(Optional::stream).filter(body -> body.startsWith("{")).toList();
        assertThat(expected).hasSize(2);
        assertThat(njs(script)).isEqualTo(String.join("\n", expected) + """

                {"policy":"not seen","query":["Policy"]}
                """);
    }

    @Test
    @NeedsProgram(Program.NJS)
    void functionsOfErrorPages_answerByPath() throws Exception {
        String template = Cli.run("probe", "--template").out();
        String ask = """
                ['/probe/function', '/errors/403.html', '/probe/errors/404.html', '/probe/missing.txt'].forEach(uri =>
                    console.log(JSON.stringify(handler({ request: { uri: uri } }))));
                """;

        assertThat(njs(Files.writeString(directory.resolve("pages.js"), function(template, "ErrorPages") + ask)).lines())
                .containsExactly("{\"statusCode\":403}", "{\"statusCode\":200,\"body\":\"function\"}",
                        "{\"statusCode\":200,\"body\":\"function\"}", "{\"statusCode\":200,\"body\":\"function\"}");
        assertThat(njs(Files.writeString(directory.resolve("origin.js"), function(template, "OriginPages") + ask)).lines())
                .containsExactly("{\"statusCode\":200,\"body\":\"page\"}", "{\"statusCode\":200,\"body\":\"page\"}",
                        "{\"statusCode\":200,\"body\":\"page\"}", "{\"statusCode\":404,\"body\":\"missing\"}");
    }

    /** The code of a function of the template. */
    private static String function(String template, String name) {
        int begin = template.indexOf("function handler", template.indexOf("\n  " + name + ":\n"));
        String end = "\n        }\n";
        return template.substring(begin, template.indexOf(end, begin) + end.length());
    }

    private static String njs(Path script) throws IOException {
        Process njs = new ProcessBuilder(Program.NJS.path(), script.toString()).redirectErrorStream(true).start();
        njs.getOutputStream().close();
        return new String(njs.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void repeatedKeys_haveTheIdsInTheSameOrder() throws IOException {
        try (ProbedEdge edge = new ProbedEdge(KEYS, true, false, CLOCK)) {
            List<String> command = new ArrayList<>(List.of("probe", "--url", edge.url().toString(), "--out",
                    directory.resolve("answers.json").toString(), "--key-pair-id", "KRSAPROBEabc", "--key-pair-id",
                    "KP256PROBEabc"));
            for (Map.Entry<String, KeyPair> key : KEYS.entrySet()) {
                command.addAll(List.of("--private-key",
                        ProbedEdge.privateKey(directory, key.getKey(), key.getValue()).toString()));
            }

            Cli run = Cli.run(command.toArray(String[]::new));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("with a valid signature of KRSAPROBEabc (p256), but answered with status 403");
        }
    }

    private Cli probe(URI url, Path file, String... keyPairIds) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("probe", "--url", url.toString(), "--out", file.toString()));
        for (String id : keyPairIds) {
            arguments.addAll(List.of("--private-key", ProbedEdge.privateKey(directory, id, KEYS.get(id)).toString(),
                    "--key-pair-id", id));
        }
        return Cli.run(arguments.toArray(String[]::new));
    }
}
