package io.quarkiverse.cloudfront.edge.function;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * The script checks marks as the edge does, and each part of it is needed.
 */
class MarksFunctionTest {

    private static final List<MarkKey> KEYS = List.of(MarkKey.of(TestMark.SECRET), MarkKey.of(TestMark.PREVIOUS));
    private static final Site SITE = new Site(List.of(new SitePart("/docs/", Pages.DIRECTORIES)));

    private static final int REQUESTS_OF_A_MUTATION = 4_000;
    private static final long SEED = 20261129;

    /** CloudFront's module, whose store is that of the current request. */
    private static final String CLOUDFRONT = """
            const state = {store: {}};
            function read(key) {
                if (state.store[key] === 'UNREADABLE') {
                    throw new Error('no connection');
                }
                return state.store[key];
            }
            export default {
                state: state,
                kvs: () => ({
                    exists: async key => read(key) !== undefined,
                    get: async key => {
                        const value = read(key);
                        if (value === undefined) {
                            throw new Error('KeyNotFound');
                        }
                        return value;
                    }
                })
            };
            """;

    /** As CloudFront calls the function, for each line of a file. */
    private static final String DRIVER = """

            import fs from 'fs';
            async function answer(line) {
                const given = JSON.parse(line);
                cf.state.store = given.store;
                const question = given.target.indexOf('?');
                const raw = question < 0 ? undefined : given.target.slice(question + 1);
                const cookies = {other: {value: '1'}};
                given.cookies.forEach(value => {
                    const known = cookies.q_cloudfront_mark;
                    if (!known) {
                        cookies.q_cloudfront_mark = {value: value};
                    } else {
                        known.multiValue = (known.multiValue || [{value: known.value}]).concat([{value: value}]);
                    }
                });
                const request = {
                    method: given.method, uri: question < 0 ? given.target : given.target.slice(0, question),
                    querystring: {}, headers: given.accept ? {accept: {value: given.accept}} : {}, cookies: cookies, rawQueryString: () => raw
                };
                const result = await handler({version: '1.0', context: {eventType: 'viewer-request'}, request: request});
                if (result !== request) {
                    const location = result.headers.location;
                    const page = result.body ? ' ' + result.headers['content-type'].value + ' ' + result.body.data : '';
                    return result.statusCode + ' ' + (location ? location.value : result.headers['cache-control'].value) + page;
                }
                const query = typeof request.querystring !== 'string' ? raw : request.querystring || undefined;
                return request.uri + (query === undefined ? '' : '?' + query) + ' ' + Object.keys(request.cookies).join();
            }
            (async () => {
                const lines = fs.readFileSync(process.argv[2], 'utf8').split('\\n');
                const answers = [];
                for (let i = 0; i < lines.length; i++) {
                    let one;
                    try {
                        one = await answer(lines[i]);
                    } catch (e) {
                        one = 'failed: ' + e;
                    }
                    answers.push(one);
                }
                fs.writeFileSync(process.argv[3], answers.join('\\n'));
            })();
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({ "true, 100000", "false, 10000" })
    @NeedsProgram(Program.NJS)
    void script_answersAsTheEdgeDoes(boolean required, int count) throws Exception {
        List<MarkedRequest> requests = MarkedRequest.random(SEED, count);

        List<String> answers = run(function(required).script(), requests);

        List<String> expected = requests.stream().map(request -> expected(request, required)).toList();
        for (int i = 0; i < count; i++) {
            assertThat(answers.get(i)).as(requests.get(i).json()).isEqualTo(expected.get(i));
        }
        assertThat(answers).hasSize(count);
        Map<String, Long> kinds = answers.stream().collect(Collectors.groupingBy(each -> each.substring(0, 4).replace("/doc",
                "file").replaceFirst("^/.*", "file"), Collectors.counting()));
        assertThat(kinds.keySet()).containsExactlyInAnyOrder("302 ", "403 ", "file");
        assertThat(kinds.values()).allMatch(each -> each > count / 50);
    }

    private static ViewerRequestFunction function(boolean required) {
        ViewerRequestFunction function = new ViewerRequestFunction();
        gate(required).ifPresent(function::deniedPage);
        return function.marks(KEYS, required).pages(SITE);
    }

    /** The gate's page for refusals, which one of the two functions has. */
    private static Optional<String> gate(boolean required) {
        return required ? Optional.of("/private-access/denied") : Optional.empty();
    }

    private static String expected(MarkedRequest request, boolean required) {
        Marks marks = new Marks(KEYS, required, request::revocation);
        Marks.Decision decision = marks.decide(request.method(), request.target(),
                request.cookies().stream().map(value -> new Cookie("q_cloudfront_mark", value)).toList());
        if (decision.refusal().isPresent()) {
            return "403 no-store" + RefusalPage.body(gate(required), request.accept())
                    .map(page -> " " + RefusalPage.CONTENT_TYPE + " " + page).orElse("");
        }
        Site.Page page = SITE.page(decision.target());
        return page.redirects() ? "302 " + page.target() : page.target() + " other";
    }

    /** Each comparison and each anchor of the script, changed by hand. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', value = {
            "mark[0] !== given || ->",
            "([A-Za-z0-9_-]{16}) -> ([A-Za-z0-9_-]{15,17})",
            "([A-Za-z0-9_-]{16})\\. -> ([A-Za-z0-9_-]{16}).",
            "([0-9a-z]{6,8})\\. -> ([0-9a-z]{6,8}).",
            "([0-9a-z]{6,8})\\. -> ([0-9a-z]{5,8})\\.",
            "([0-9a-z]{6,8})\\. -> ([0-9a-z]{6,9})\\.",
            "([0-9a-z]{6,8})\\. -> ([0-9A-Za-z]{6,8})\\.",
            "([A-Za-z0-9_-]{22}) -> ([A-Za-z0-9_-]{21,22})",
            "=== 'OPTIONS' -> !== 'OPTIONS'",
            "if (given === undefined) -> if (!given)",
            "MARKS.required ? refused(request) : request -> request",
            "!MARKS.keys.some(key => isMac(key, mark)) -> false",
            "MARKS.keys.some -> MARKS.keys.every",
            "if (!mark || -> if (",
            "['all', 'u/' + mark[1]] -> ['u/' + mark[1]]",
            "['all', 'u/' + mark[1]] -> ['all']",
            "'u/' + mark[1] -> 'u/' + mark[2]",
            "if (revoked) -> if (!revoked)",
            "pair === 'mark' || -> ",
            "|| pair.startsWith('mark=') -> ",
            "pair.startsWith('mark=') -> pair.startsWith('mark')",
            "delete request.cookies[COOKIE]; -> ",
            "own.length === 0 -> own.length !== 1",
            "cookie ? cookie.value : undefined -> undefined",
            "!own.includes(pair) -> true",
            "own.length === 1 ? own[0] -> own.length ? own[0]",
            "own.length === 1 ? own[0] -> own.length ? own[own.length - 1]",
            "mark[1] + '.' + mark[2]) -> mark[1] + mark[2])",
            "difference |= mac.charCodeAt(i) ^ mark[3].charCodeAt(i) -> difference = mac.charCodeAt(i) ^ mark[3].charCodeAt(i)",
            "difference === 0 -> true",
            "i < mark[3].length -> i < 1",
            "known === false -> !known || true",
            "known === false -> false",
            "second[0] !== before || ->",
            "/[0-9a-z]{6,8}/ -> /[0-9a-z]{5,8}/",
            "/[0-9a-z]{6,8}/ -> /[0-9a-z]{6,9}/",
            "/[0-9a-z]{6,8}/ -> /[0-9A-Za-z]{6,8}/",
            "parseInt(start, 36) < parseInt(before, 36) -> parseInt(start, 36) <= parseInt(before, 36)",
            "parseInt(start, 36) < parseInt(before, 36) -> parseInt(start, 36) > parseInt(before, 36)",
            "parseInt(start, 36) < parseInt(before, 36) -> start < before",
            "|| parseInt(start, 36) < parseInt(before, 36) -> ",
            "return true; -> return false;",
            "statusCode: 403 -> statusCode: 302",
            "'no-store' -> 'public'",
            "REFUSAL_PAGE && accept -> accept",
            "accept && accept.value.includes('text/html') -> accept",
            "'text/html;charset=utf-8' -> 'text/plain'",
            "data: REFUSAL_PAGE -> data: ''",
            "replaced ? request.querystring || undefined : request.rawQueryString() -> request.rawQueryString()",
            "replaced ? request.querystring || undefined -> replaced ? request.querystring",
            "result = await marks(result); -> result = marks(result);"
    })
    @NeedsProgram(Program.NJS)
    void mutation_isNoticed(String original, String mutated) throws Exception {
        List<MarkedRequest> requests = MarkedRequest.random(SEED, REQUESTS_OF_A_MUTATION);
        List<String> answers = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (boolean required : new boolean[] { true, false }) {
            String script = function(required).script();
            assertThat(script).containsOnlyOnce(original);
            answers.addAll(run(script.replace(original, mutated == null ? "" : mutated), requests));
            requests.forEach(request -> expected.add(expected(request, required)));
        }

        assertThat(answers).isNotEqualTo(expected);
    }

    private List<String> run(String script, List<MarkedRequest> requests) throws Exception {
        Files.writeString(directory.resolve("cloudfront"), CLOUDFRONT);
        Path function = Files.writeString(directory.resolve("function.js"), script + DRIVER);
        Path in = Files.writeString(directory.resolve("requests"),
                requests.stream().map(MarkedRequest::json).collect(Collectors.joining("\n")));
        Path out = directory.resolve("answers");
        Process njs = new ProcessBuilder(Program.NJS.path(), "-p", directory.toString(), function.toString(), in.toString(),
                out.toString()).redirectErrorStream(true).start();
        njs.getOutputStream().close();
        assertThat(new String(njs.getInputStream().readAllBytes(), US_ASCII)).isEmpty();
        assertThat(njs.waitFor()).isZero();
        return List.of(Files.readString(out).split("\n", -1));
    }

    /** The limits of CloudFront Functions, also with two keys and pages, and what its runtime does not allow. */
    @Test
    void script_isShortAndInAscii() {
        String script = function(true).script();

        assertThat(US_ASCII.newEncoder().canEncode(script)).isTrue();
        assertThat(script.length()).isLessThan(5_500);
        assertThat(script).doesNotContainPattern("\\([^()\n]*await ");
        assertThat(new ViewerRequestFunction().marks(KEYS, false).isNeeded()).isTrue();
    }

    /** The key that checks marks does not tell who a user is. */
    @Test
    void script_doesNotContainTheSecret() {
        String script = function(true).script();

        assertThat(script).contains(KEYS.get(0).encoded(), KEYS.get(1).encoded())
                .doesNotContain(Base64.getEncoder().encodeToString(TestMark.SECRET))
                .doesNotContain(new String(TestMark.SECRET, US_ASCII));
    }

    /** CloudFormation and Terraform replace both in the same way, and nothing else. */
    @Test
    void scriptWithPlaceholders_becomesTheScriptWithKeys() {
        String later = new ViewerRequestFunction().marksLater("${MarksRequired}", "${Keys}").script();

        assertThat(later.split("[$%]\\{", -1)).hasSize(3);
        assertThat(later.replace("${MarksRequired}", "true").replace("${Keys}",
                KEYS.get(0).encoded() + "', '" + KEYS.get(1).encoded()))
                .isEqualTo(new ViewerRequestFunction().marks(KEYS, true).script());
    }

    @Test
    void scriptWithPlaceholders_hasRoomForTheKeys() {
        List<SitePart> parts = new ArrayList<>();
        ViewerRequestFunction longest;
        do {
            parts.add(new SitePart("/" + parts.size() + "/", Pages.SPA));
            longest = new ViewerRequestFunction().marks(KEYS, true).pages(new Site(parts));
        } while (isShortEnough(longest));

        assertThat(parts).hasSizeGreaterThan(100);
        assertThat(isShortEnough(new ViewerRequestFunction().marksLater("true", "K").pages(new Site(parts)))).isFalse();
        assertThat(isShortEnough(
                new ViewerRequestFunction().marksLater("true", "K").pages(new Site(parts.subList(0, parts.size() - 3)))))
                .isTrue();
    }

    private static boolean isShortEnough(ViewerRequestFunction function) {
        try {
            return !function.script().isEmpty();
        } catch (IllegalStateException tooLong) {
            return false;
        }
    }
}
