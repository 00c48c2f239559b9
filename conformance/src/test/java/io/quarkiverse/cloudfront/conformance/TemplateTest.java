package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/** The distributions that {@code ask-aws} deploys, and their functions. */
class TemplateTest {

    /** A larger one would have to be uploaded to a bucket, which would have to be deleted, too. */
    private static final int LARGEST_TEMPLATE = 51_200;

    @TempDir
    Path directory;

    @Test
    void template_isCloudFormation() throws IOException {
        assertThat(Path.of("distribution.yaml")).content().contains("AWS::CloudFront::Distribution")
                .contains("TrustedKeyGroups: [!Ref Keys]");
    }

    @Test
    @NeedsProgram(Program.NJS)
    void functionOfTheTemplate_saysWhatItSeesWithoutValues() throws Exception {
        String output = run("Echo", """
                console.log(JSON.stringify(handler({
                    viewer: { ip: '192.0.2.1' },
                    request: { method: 'GET', uri: '/probe/a', headers: {}, rawQueryString: () => 'Policy=secret',
                        querystring: { Policy: { value: 'secret' } },
                        cookies: { 'CloudFront-Signature': { value: 'secret!' } } }
                })));
                """);

        assertThat(output).isEqualTo(
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
        String output = run("Echo", """
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
        assertThat(output).isEqualTo(String.join("\n", expected) + """

                {"policy":"not seen","query":["Policy"]}
                """);
    }

    @Test
    @NeedsProgram(Program.NJS)
    void functionsOfErrorPages_answerByPath() throws Exception {
        String ask = """
                ['/probe/function', '/errors/403.html', '/probe/errors/404.html', '/probe/missing.txt'].forEach(uri =>
                    console.log(JSON.stringify(handler({ request: { uri: uri } }))));
                """;

        assertThat(run("ErrorPages", ask).lines())
                .containsExactly("{\"statusCode\":403}", "{\"statusCode\":200,\"body\":\"function\"}",
                        "{\"statusCode\":200,\"body\":\"function\"}", "{\"statusCode\":200,\"body\":\"function\"}");
        assertThat(run("OriginPages", ask).lines())
                .containsExactly("{\"statusCode\":200,\"body\":\"page\"}", "{\"statusCode\":200,\"body\":\"page\"}",
                        "{\"statusCode\":200,\"body\":\"page\"}", "{\"statusCode\":404,\"body\":\"missing\"}");
    }

    /**
     * What a script prints that calls the handler of a function of the template.
     *
     * @param function its name in the template
     */
    private String run(String function, String script) throws IOException {
        String template = Files.readString(Path.of("distribution.yaml"));
        int begin = template.indexOf("function handler", template.indexOf("\n  " + function + ":\n"));
        String end = "\n        }\n";
        String code = template.substring(begin, template.indexOf(end, begin) + end.length());
        Path file = Files.writeString(directory.resolve(function + ".js"), code + script);
        Process njs = new ProcessBuilder(Program.NJS.path(), file.toString()).redirectErrorStream(true).start();
        njs.getOutputStream().close();
        return new String(njs.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void template_needsNoBucketAndKeepsNothing() throws IOException {
        assertThat(Files.size(Path.of("distribution.yaml"))).isLessThan(LARGEST_TEMPLATE);
        assertThat(Files.readString(Path.of("distribution.yaml"))).doesNotContain("AWS::S3", "DeletionPolicy")
                .doesNotContain("UpdateReplacePolicy");
    }
}
