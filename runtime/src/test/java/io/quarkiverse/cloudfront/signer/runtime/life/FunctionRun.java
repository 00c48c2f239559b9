package io.quarkiverse.cloudfront.signer.runtime.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.life.Parts.Question;

/**
 * Asks the function for viewer requests in njs, each time with the keys and the store of that moment.
 */
record FunctionRun(Path directory) {

    /** njs does not free memory. */
    private static final int MOST_AT_ONCE = 10_000;

    private static final String CLOUDFRONT = """
            const state = {store: {}};
            export default {
                state: state,
                kvs: () => ({exists: async key => state.store[key] !== undefined, get: async key => state.store[key]})
            };
            """;

    private static final String DRIVER = """

            import fs from 'fs';
            async function answer(line) {
                const given = JSON.parse(line);
                cf.state.store = given.store;
                MARKS.keys = given.keys;
                const question = given.target.indexOf('?');
                const raw = question < 0 ? undefined : given.target.slice(question + 1);
                const cookies = {};
                given.cookies.forEach(cookie => cookies[cookie[0]] = {value: cookie[1]});
                const request = {method: 'GET', uri: question < 0 ? given.target : given.target.slice(0, question),
                    querystring: {}, headers: {}, cookies: cookies, rawQueryString: () => raw};
                const result = await handler({version: '1.0', context: {eventType: 'viewer-request'}, request: request});
                return result === request ? 'accepted' : 'refused';
            }
            (async () => {
                const lines = fs.readFileSync(process.argv[2], 'utf8').split('\\n');
                const answers = [];
                for (let i = 0; i < lines.length; i++) {
                    const one = await answer(lines[i]);
                    answers.push(one);
                }
                fs.writeFileSync(process.argv[3], answers.join('\\n'));
            })();
            """;

    /** Whether it accepts each request. */
    List<Boolean> accepts(List<Question> questions) {
        List<Boolean> answers = new ArrayList<>();
        for (int from = 0; from < questions.size(); from += MOST_AT_ONCE) {
            answers.addAll(run(questions.subList(from, Math.min(from + MOST_AT_ONCE, questions.size()))));
        }
        return answers;
    }

    private List<Boolean> run(List<Question> questions) {
        try {
            Files.writeString(directory.resolve("cloudfront"), CLOUDFRONT);
            Path function = Files.writeString(directory.resolve("function.js"),
                    new ViewerRequestFunction().marks(questions.get(0).keys(), true, false).script() + DRIVER);
            Path in = Files.writeString(directory.resolve("questions"),
                    questions.stream().map(FunctionRun::json).collect(Collectors.joining("\n")));
            Path out = directory.resolve("answers");
            Process njs = new ProcessBuilder(Program.NJS.path(), "-p", directory.toString(), function.toString(), in.toString(),
                    out.toString()).redirectErrorStream(true).start();
            njs.getOutputStream().close();
            assertThat(new String(njs.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
            assertThat(njs.waitFor()).isZero();
            return Files.readString(out).lines().map("accepted"::equals).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** None of the values has characters that need an escape. */
    private static String json(Question question) {
        String keys = question.keys().stream().map(key -> '"' + key.encoded() + '"').collect(Collectors.joining(","));
        String cookies = question.cookies().stream().map(cookie -> "[\"" + cookie.name() + "\",\"" + cookie.value() + "\"]")
                .collect(Collectors.joining(","));
        String store = question.store().entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\":\"" + entry.getValue() + '"').collect(Collectors.joining(","));
        return "{\"target\":\"" + question.target() + "\",\"keys\":[" + keys + "],\"cookies\":[" + cookies + "],\"store\":{"
                + store
                + "}}";
    }
}
