package io.quarkiverse.cloudfront.edge.function;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;
import io.quarkiverse.cloudfront.signer.fixtures.FunctionInNjs;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * The script checks marks as the edge does, and each part of it is needed.
 */
class MarksFunctionTest {

    private static final List<MarkKey> KEYS = List.of(MarkKey.of(TestMark.SECRET), MarkKey.of(TestMark.PREVIOUS));
    private static final Site SITE = new Site(List.of(new SitePart("/docs/", Pages.DIRECTORIES)));

    /** 5,000 in each build, and 50,000 at night. */
    private static final int REQUESTS = Integer.getInteger("tests.rounds", 20) * 250;
    private static final int REQUESTS_OF_A_MUTATION = 4_000;
    /** Most mutations are noticed by the first of them. */
    private static final int REQUESTS_AT_A_TIME = 500;
    private static final long SEED = Long.getLong("tests.seed", 20261129);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    @NeedsProgram(Program.NJS)
    void script_answersAsTheEdgeDoes(boolean required) throws Exception {
        List<MarkedRequest> requests = MarkedRequest.random(SEED, required ? REQUESTS : REQUESTS / 4);

        List<String> answers = run(function(required).script(), requests);

        assertThat(answers).hasSameSizeAs(requests);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i)).as(requests.get(i).json()).isEqualTo(expected(requests.get(i), required));
        }
        Map<String, Long> kinds = answers.stream().collect(Collectors.groupingBy(each -> each.substring(0, 4).replace("/doc",
                "file").replaceFirst("^/.*", "file"), Collectors.counting()));
        assertThat(kinds.keySet()).containsExactlyInAnyOrder("302 ", "403 ", "file");
        assertThat(kinds.values()).allMatch(each -> each > answers.size() / 50);
    }

    /** The names that mean something elsewhere, in requests that have nothing to do with it. CloudFront has verified them. */
    @Test
    @NeedsProgram(Program.NJS)
    void viewersOwnParameter_passesWithSignedCookies() throws Exception {
        String policy = "eyJTdGF0ZW1lbnQi~-_";
        String mark = TestMark.of(TestMark.SECRET, "alice_1234567890", "tp9io0", policy);
        String signed = "Policy=" + policy + "&Signature=s&Key-Pair-Id=K1&mark=" + mark;
        List<Cookie> cookies = List.of(new Cookie("CloudFront-Policy", policy), new Cookie("q_cloudfront_mark", mark));
        for (String own : List.of("mark=word", "mark", "mark=1&mark=2", "m%61rk=word", "mark=" + mark, "kid=1", "alg=1",
                "return=/docs/b", "signature=1", "policy=1")) {
            assertAnswers("/a?" + own, cookies, "/a?" + own + " CloudFront-Policy");
            assertAnswers("/a?" + own, cookies.subList(0, 1), "403 no-store");
            assertAnswers("/a?" + own + "&" + signed, List.of(),
                    own.matches("m.*rk.*") ? "403 no-store" : "/a?" + own + " ");
        }
        for (String reserved : List.of("Expires=1", "Policy=" + policy, "Signature=s", "Key-Pair-Id=K1",
                "Hash-Algorithm=SHA256", "%53ignature=s")) {
            assertAnswers("/a?" + reserved, cookies, "403 no-store");
        }
        assertAnswers("/a?" + signed.replace("&mark=" + mark, ""), cookies, "403 no-store");
    }

    private void assertAnswers(String target, List<Cookie> cookies, String answer) throws Exception {
        MarkedRequest request = new MarkedRequest("GET", target, cookies, Map.of(), "");
        ViewerRequestFunction function = new ViewerRequestFunction().marks(KEYS, true).pages(SITE);
        assertThat(run(function.script(), List.of(request))).as("function: " + target).containsExactly(answer);
        assertThat(expected(request, true)).as("edge: " + target).isEqualTo(answer);
    }

    /** A revoked user has many other marks, and other users have many more. */
    @Test
    @NeedsProgram(Program.NJS)
    void markOfAnotherGrant_isRefused() throws Exception {
        List<GrantPair> pairs = GrantPair.random(SEED, REQUESTS);
        List<MarkedRequest> requests = pairs.stream().map(GrantPair::request).toList();

        List<String> answers = run(new ViewerRequestFunction().marks(KEYS, true).script(), requests);

        assertThat(answers).hasSameSizeAs(requests);
        for (int i = 0; i < pairs.size(); i++) {
            MarkedRequest request = requests.get(i);
            boolean belongs = pairs.get(i).belongs();
            assertThat(new MarkCheck(KEYS, true, request::revocation)
                    .decide(request.method(), request.target(), request.cookies()).refusal().isEmpty()).as("edge: %s",
                            request.json())
                    .isEqualTo(belongs);
            assertThat(!answers.get(i).startsWith("403")).as("function: %s", request.json()).isEqualTo(belongs);
        }
        assertThat(pairs.stream().filter(GrantPair::belongs).count()).isBetween(pairs.size() / 10L, pairs.size() / 2L);
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
        MarkCheck marks = new MarkCheck(KEYS, required, request::revocation);
        MarkCheck.Decision decision = marks.decide(request.method(), request.target(), request.cookies());
        if (decision.refusal().isPresent()) {
            return "403 no-store" + RefusalPage.body(gate(required), request.accept())
                    .map(page -> " " + RefusalPage.CONTENT_TYPE + " " + page).orElse("");
        }
        Site.Page page = SITE.page(decision.target());
        String cookies = request.cookies().stream().map(Cookie::name).filter(name -> !name.equals("q_cloudfront_mark"))
                .distinct().collect(Collectors.joining(","));
        return withoutSignature(request, page.redirects() ? "302 " + page.target() : page.target() + " " + cookies);
    }

    /** The function sees CloudFront's parameters, which the edge has removed before. */
    private static String withoutSignature(MarkedRequest request, String answer) {
        if (answer.startsWith("403") || RawTarget.parse(request.target()).reserved().isEmpty()) {
            return answer;
        }
        return Pattern.compile("/[^ ]*").matcher(answer).replaceFirst(found -> {
            RawTarget raw = RawTarget.parse(found.group());
            String query = String.join("&", raw.parameters());
            return Matcher.quoteReplacement(query.isEmpty() ? raw.path() : raw.path() + "?" + query);
        });
    }

    /** Each comparison and each anchor of the script, changed by hand. */
    @Tag("nightly")
    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', value = {
            "mark[0] !== given || ->",
            "([A-Za-z0-9_-]{16}) -> ([A-Za-z0-9_-]{15,17})",
            "([A-Za-z0-9_-]{16})\\. -> ([A-Za-z0-9_-]{16}).",
            "(-[A-Za-z0-9_-]{6})?\\. -> (-[A-Za-z0-9_-]{6})?.",
            "(-[A-Za-z0-9_-]{6})?\\. -> (-[A-Za-z0-9_-]{6})\\.",
            "(-[A-Za-z0-9_-]{6})?\\. -> (-[A-Za-z0-9_-]{5,6})?\\.",
            "(-[A-Za-z0-9_-]{6})?\\. -> (-[A-Za-z0-9_-]{6,7})?\\.",
            "(-[A-Za-z0-9_-]{6})?\\. -> (-[A-Za-z0-9_]{6})?\\.",
            "(-[A-Za-z0-9_-]{6})?\\. -> (.[A-Za-z0-9_-]{6})?\\.",
            "([0-9a-z]{6,8}) -> ([0-9a-z]{5,8})",
            "([0-9a-z]{6,8}) -> ([0-9a-z]{6,9})",
            "([0-9a-z]{6,8}) -> ([0-9A-Za-z]{6,8})",
            "([A-Za-z0-9_-]{22}) -> ([A-Za-z0-9_-]{21,22})",
            "=== 'OPTIONS' -> !== 'OPTIONS'",
            "if (given === undefined) -> if (!given)",
            "MARKS.required ? refused(request) : request -> request",
            "!MARKS.keys.some(key => isGenuine(key, mark, grant)) -> false",
            "MARKS.keys.some -> MARKS.keys.every",
            "if (!mark || -> if (",
            "['all', 'u/' + mark[1]] -> ['u/' + mark[1]]",
            "['all', 'u/' + mark[1]] -> ['all']",
            "'u/' + mark[1] -> 'u/' + mark[2]",
            "if (revoked) -> if (!revoked)",
            "(pair + '=') -> pair",
            "name: decoded(written) -> name: written",
            "written: written -> written: decoded(written)",
            "each.name === 'mark' -> each.written === 'mark'",
            "'Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm' -> 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm'",
            "'Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm' -> 'Expires', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm'",
            "'Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm' -> 'Expires', 'Policy', 'Key-Pair-Id', 'Hash-Algorithm'",
            "'Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm' -> 'Expires', 'Policy', 'Signature', 'Hash-Algorithm'",
            "'Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm' -> 'Expires', 'Policy', 'Signature', 'Key-Pair-Id'",
            "SIGNED.includes(each.name) -> SIGNED.includes(each.written)",
            "signed.length === 0 -> signed.length < 2",
            "policy && !policy.multiValue -> policy",
            "&& !request.cookies['CloudFront-Expires'] -> ",
            "map(each => each.written) -> map(each => each.name)",
            ".filter(name => name !== 'Hash-Algorithm') -> ",
            ".sort().join() -> .join()",
            "names === 'Key-Pair-Id,Policy,Signature' -> names.includes('Policy')",
            "return decoded(signed.find -> return (signed.find",
            "names === 'Expires,Key-Pair-Id,Signature' ? request.uri : undefined -> request.uri",
            "delete request.cookies[MARK_COOKIE]; -> ",
            "!signed.length -> cookie",
            "!signed.length -> !query.some(each => each.name === 'mark')",
            "!signed.length -> signed.length",
            "cookie.multiValue ? '' : cookie.value -> cookie.value",
            "cookie && (cookie.multiValue ? '' : cookie.value) -> undefined",
            "each.name !== 'mark' -> true",
            "each.name !== 'mark' -> each.written !== 'mark'",
            "own[1] ? '' : -> ",
            "own[1] ? '' : -> own[1] ? own[1].value :",
            "own[0] && own[0].value -> own[0] ? own[0].value : cookie && cookie.value",
            "own[0] && own[0].value -> own[0] ? own[0].value : ''",
            "mark[1] + '.' + mark[2] -> mark[1] + mark[2]",
            "+ (mark[3] || '') ->",
            "(mark[3] || '') -> mark[3]",
            "grant && isMac -> isMac",
            "marked + '.' + grant -> marked + grant",
            "marked + '.' + grant -> marked",
            "difference |= mac.charCodeAt(i) ^ given.charCodeAt(i) -> difference = mac.charCodeAt(i) ^ given.charCodeAt(i)",
            "difference === 0 -> true",
            "i < given.length -> i < 1",
            "known === false -> !known || true",
            "known === false -> false",
            "|| form[0] !== value ->",
            "/[0-9a-z]{6,8}(\\. -> /[0-9a-z]{5,8}(\\.",
            "/[0-9a-z]{6,8}(\\. -> /[0-9a-z]{6,9}(\\.",
            "/[0-9a-z]{6,8}(\\. -> /[0-9A-Za-z]{6,8}(\\.",
            "/[0-9a-z]{6,8}(\\. -> /[0-9a-z]{6,8}(.",
            "[A-Za-z0-9_-]{6}[0-9a-z]{6,8}- -> [A-Za-z0-9_-]{5,6}[0-9a-z]{6,8}-",
            "[A-Za-z0-9_-]{6}[0-9a-z]{6,8}- -> .{6}[0-9a-z]{6,8}-",
            "[A-Za-z0-9_-]{6}[0-9a-z]{6,8}- -> [A-Za-z0-9_-]{6}[0-9a-z]{5,8}-",
            "[A-Za-z0-9_-]{6}[0-9a-z]{6,8}- -> [A-Za-z0-9_-]{6}[0-9a-z]{6,9}-",
            "[A-Za-z0-9_-]{6}[0-9a-z]{6,8}- -> [A-Za-z0-9_-]{6}[0-9A-Za-z]{6,8}-",
            "[A-Za-z0-9_-]{6}[0-9a-z]{6,8}- -> [A-Za-z0-9_-]{6}[0-9a-z]{6,8}.",
            "-[0-9a-z]{6,8}){0,40} -> -[0-9a-z]{5,8}){0,40}",
            "-[0-9a-z]{6,8}){0,40} -> -[0-9a-z]{6,9}){0,40}",
            "{0,40} -> {0,39}",
            "{0,40} -> {0,41}",
            "start < parseInt(parts.shift(), 36) -> start <= parseInt(parts.shift(), 36)",
            "start < parseInt(parts.shift(), 36) -> start > parseInt(parts.shift(), 36)",
            "start < parseInt(parts.shift(), 36) -> mark[2] < parts.shift()",
            "start < parseInt(parts.shift(), 36) -> parts.shift() === ''",
            "start <= parseInt(ended.slice(6), 36) -> start < parseInt(ended.slice(6), 36)",
            "start <= parseInt(ended.slice(6), 36) -> mark[2] <= ended.slice(6)",
            "&& start <= parseInt(ended.slice(6), 36) -> ",
            "parseInt(ended.slice(6), 36) -> parseInt(ended.slice(-6), 36)",
            "|| parts.some -> && parts.some",
            "parts.some -> parts.every",
            "'-' + ended.slice(0, 6) === mark[3] && -> ",
            "ended.slice(0, 6) === mark[3] -> ended.slice(0, 5) === mark[3].slice(0, 5)",
            "return true; -> return false;",
            "statusCode: 403 -> statusCode: 302",
            "'no-store' -> 'public'",
            "REFUSAL_PAGE && accept -> accept",
            "accept && accept.value.includes('text/html') -> accept",
            "'text/html;charset=utf-8' -> 'text/plain'",
            "data: REFUSAL_PAGE -> data: ''",
            "replaced ? request.querystring : request.rawQueryString() -> request.rawQueryString()",
            "result = await marks(result); -> result = marks(result);"
    })
    @NeedsProgram(Program.NJS)
    void mutation_isNoticed(String original, String mutated) throws Exception {
        List<MarkedRequest> requests = MarkedRequest.random(SEED, REQUESTS_OF_A_MUTATION);
        boolean noticed = false;
        for (int from = 0; from < requests.size() && !noticed; from += REQUESTS_AT_A_TIME) {
            List<MarkedRequest> some = requests.subList(from, from + REQUESTS_AT_A_TIME);
            for (boolean required : new boolean[] { true, false }) {
                String script = function(required).script();
                assertThat(script).containsOnlyOnce(original);
                noticed |= !run(script.replace(original, mutated == null ? "" : mutated), some)
                        .equals(some.stream().map(request -> expected(request, required)).toList());
            }
        }
        assertThat(noticed).isTrue();
    }

    private List<String> run(String script, List<MarkedRequest> requests) throws Exception {
        List<String> answers = FunctionInNjs.answers(directory, script, requests.stream().map(MarkedRequest::json).toList());
        return IntStream.range(0, answers.size()).mapToObj(i -> withoutSignature(requests.get(i), answers.get(i))).toList();
    }

    /** The limits of CloudFront Functions, also with two keys and pages, and what its runtime does not allow. */
    @Test
    void script_isShortAndInAscii() {
        String script = function(true).script();

        assertThat(US_ASCII.newEncoder().canEncode(script)).isTrue();
        assertThat(script.length()).isLessThan(7_000);
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

    /** CloudFormation and Terraform replace them in the same way, and nothing else. */
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
        assertThat(isShortEnough(new ViewerRequestFunction().marksLater("true", "K").pages(new Site(parts))))
                .isFalse();
        assertThat(isShortEnough(
                new ViewerRequestFunction().marksLater("true", "K")
                        .pages(new Site(parts.subList(0, parts.size() - 3)))))
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
