package io.quarkiverse.cloudfront.edge.function;

import static io.quarkiverse.cloudfront.edge.function.MarkedRequest.any;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
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
 * The script answers links that open a directory as the edge does, and each part of it is needed.
 */
class DirectoriesFunctionTest {

    private static final List<MarkKey> KEYS = List.of(MarkKey.of(TestMark.SECRET), MarkKey.of(TestMark.PREVIOUS));
    private static final Site SITE = new Site(List.of(new SitePart("/docs/", Pages.DIRECTORIES)));

    /** 5,000 in each build, and 50,000 at night. */
    private static final int REQUESTS = Integer.getInteger("tests.rounds", 20) * 250;
    private static final int REQUESTS_OF_A_MUTATION = 4_000;
    private static final long SEED = Long.getLong("tests.seed", 20261203);

    private static final String USER = "alice_1234567890";
    private static final List<String> PATHS = List.of("/docs/7/index.html", "/docs/7/index.html", "/docs/7/", "/docs/7/a",
            "/%C3%9C/a.html", "/",
            "//evil.example/a", "/\\evil.example", "/docs/7/%2e%2e/8/a");
    private static final List<String> RESOURCES = List.of("https://a.example.com/docs/7/*", "https://a.example.com/docs/7/*",
            "https://a.example.com/docs/7/*", "https://a.example.com/*", "*://a.example.com/%C3%9C/*",
            "https://*.example.com/docs/7/*", "https://a.example.com/a,b=c/'$&(x)/*", "https://*", "*",
            "https://a.example.com*",
            "https://a.example.com/docs*", "https://a.example.com/*/7/*", "https://a.example.com/docs/?/*",
            "https://a.example.com/docs;x/*", "https://a.example.com/docs/7/**", "https://a.example.com/docs/7/*?mark=*",
            "https://a.example.com/docs/7/index.html", "https://a.example.com/docs/7/*\\n", "https://a.example.com/\\n/*",
            "https://a.example.com/\\u00dc/*", "https://a.example.com/ /*", "HTTPS://a.example.com/docs/7/*",
            "https://a.example.com//docs/*", "/docs/7/*", "https:///docs/*");
    private static final List<String> SECONDS = List.of("1796000000", "1796000000", "0", "253402300799", "99999999999",
            "1767290400", "951782400");
    private static final List<String> LINKS = List.of("open-directory", "open-directory", "open-directory",
            "open-directory", "open-directory", "open-directory", "open-directory", "open-directory=1", "open-directory=",
            "open-directory&open-directory", "open%2Ddirectory", "Open-Directory",
            "open-directory2", "xopen-directory", "open-directory%");
    private static final List<String> PAIRS = List.of("x=1", "x", "", "=", "lang=en&y=2", "mark2=3", "Mark=1", "y=%20&x=2",
            "policy=1", "%zz=1", "kid=1", "$&=$1");
    private static final List<String> SECOND = List.of("Policy=eyJ9", "Expires=1", "%45xpires=1", "Signature=s",
            "Key-Pair-Id=K",
            "Key%2DPair%2DId=K", "Hash-Algorithm=SHA256", "Hash%2dAlgorithm=SHA256", "Signature", "Hash-Algorithm=");
    /** The last ones have the length that browsers just accept, and one more. */
    private static final List<String> SIGNATURES = List.of("s%5F", "s%20", "s;x", "", "s%FF", "s=", "s".repeat(4076),
            "s".repeat(4077));
    private static final List<Cookie> COOKIES = List.of(new Cookie("CloudFront-Policy", "eyJ9"),
            new Cookie("CloudFront-Expires", "1"), new Cookie("CloudFront-Signature", ""), new Cookie("cloudfront-policy", "1"),
            new Cookie("XCloudFront-Policy", "1"), new Cookie("Policy", "1"), new Cookie("CloudFront-Key-Pair-Id", "K1"),
            new Cookie("q_cloudfront_mark", "m"), new Cookie("CloudFront-Hash-Algorithm", "SHA1"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    @NeedsProgram(Program.NJS)
    void script_answersAsTheEdgeDoes(boolean marks) throws Exception {
        List<MarkedRequest> requests = random(SEED, marks ? REQUESTS : REQUESTS / 2, marks);

        List<String> answers = run(function(marks).script(), requests);

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i)).as(requests.get(i).json()).isEqualTo(expected(requests.get(i), marks));
        }
        long opened = answers.stream().filter(each -> each.contains(" no-referrer CloudFront-")).count();
        long left = answers.stream().filter(each -> each.endsWith(" no-store no-referrer")).count();
        assertThat(opened).isGreaterThan(answers.size() / 50);
        assertThat(left).isGreaterThan(answers.size() / 200);
        assertThat(answers.size() - opened - left).isGreaterThan(answers.size() / 3);
    }

    /** What is set is exactly what was verified, for exactly one directory. */
    @Test
    @NeedsProgram(Program.NJS)
    void link_setsItsGrantForItsDirectory() throws Exception {
        String policy = policy("https://a.example.com/docs/7/*", "1796000000");
        String mark = TestMark.of(TestMark.SECRET, USER, "tp9io0", policy);
        String target = "/docs/7/index.html?x=1&open-directory&mark=" + mark + "&Policy=" + policy
                + "&Signature=s-_~&Key-Pair-Id=K1&Hash-Algorithm=SHA256";
        String attributes = "; Path=/docs/7/; Expires=Mon, 30 Nov 2026 00:53:20 GMT; Secure; HttpOnly; SameSite=Lax";
        String opened = "302 /docs/7/index.html?x=1 no-store no-referrer CloudFront-Policy=" + policy + attributes
                + " CloudFront-Signature=s-_~" + attributes + " CloudFront-Key-Pair-Id=K1" + attributes
                + " CloudFront-Hash-Algorithm=SHA256" + attributes + " q_cloudfront_mark=" + mark + attributes;

        assertAnswers("GET", target, List.of(), opened);
        assertAnswers("GET", target, List.of(new Cookie("session", "1")), opened);
        assertAnswers("HEAD", target, List.of(),
                target.replace("&mark=" + mark, "").replaceFirst("&Policy=.*", "") + " ");
        for (String name : List.of("Policy", "Expires", "Signature", "Key-Pair-Id", "Hash-Algorithm")) {
            assertAnswers("GET", target, List.of(new Cookie("CloudFront-" + name, "")),
                    "302 /docs/7/index.html?x=1 no-store no-referrer");
        }
        assertAnswers("GET", target.replace("mark=", "mark2="), List.of(), "403 no-store");
    }

    private void assertAnswers(String method, String target, List<Cookie> cookies, String answer) throws Exception {
        MarkedRequest request = new MarkedRequest(method, target, cookies, Map.of(), "");
        assertThat(run(function(true).script(), List.of(request))).as("function: " + target).containsExactly(answer);
        assertThat(expected(request, true)).as("edge: " + target).isEqualTo(answer);
    }

    /** CloudFront has verified the policy, so only one that it accepts gets here. */
    private static String policy(String resource, String second) {
        return base64("{\"Statement\":[{\"Resource\":\"%s\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%s}}}]}"
                .formatted(resource, second));
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)).replace('+', '-').replace('=', '_')
                .replace('/', '~');
    }

    private static List<MarkedRequest> random(long seed, int count, boolean marks) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> random(random, marks)).toList();
    }

    private static MarkedRequest random(Random random, boolean marks) {
        String path = any(random, PATHS);
        String policy = switch (random.nextInt(30)) {
            case 0 -> base64("{\"Statement\":[]}");
            case 1 -> base64("no JSON");
            case 2 -> base64("{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1796000000}}}]}");
            case 3 -> policy("https://a.example.com/" + "a".repeat(2_900 + 300 * random.nextInt(2)) + "/*", "1796000000");
            default -> policy(any(random, random.nextInt(3) > 0 ? RESOURCES.subList(0, 7) : RESOURCES), any(random, SECONDS));
        };
        List<String> pairs = new ArrayList<>(List.of("Policy=" + MarkedRequest.reencoded(random, policy), "Signature="
                + (random.nextInt(10) > 0 ? "s-_~" : any(random, SIGNATURES))));
        pairs.add("Key-Pair-Id=K1");
        if (random.nextBoolean()) {
            pairs.add("Hash-Algorithm=SHA256");
        }
        if (random.nextInt(6) == 0) {
            pairs.add(random.nextInt(pairs.size() + 1), any(random, SECOND));
        } else if (random.nextInt(12) == 0) {
            pairs.remove(random.nextInt(pairs.size()));
        }
        if (random.nextInt(8) > 0) {
            pairs.add(random.nextInt(pairs.size() + 1), any(random, LINKS));
        }
        if (random.nextInt(3) == 0) {
            pairs.add(random.nextInt(pairs.size() + 1), any(random, PAIRS));
        }
        if (marks && random.nextInt(8) > 0 || random.nextInt(8) == 0) {
            pairs.add(random.nextInt(pairs.size() + 1), any(random, List.of("mark=", "mark=", "mark=", "m%61rk="))
                    + TestMark.of(any(random, List.of(TestMark.SECRET, TestMark.SECRET, TestMark.OTHER)), USER, "tp9io0",
                            random.nextInt(8) == 0 ? path : policy));
        }
        List<Cookie> cookies = new ArrayList<>(List.of(new Cookie("other", "1")));
        if (random.nextInt(3) == 0) {
            cookies.add(random.nextInt(2), any(random, COOKIES));
        }
        Map<String, String> store = new TreeMap<>();
        if (random.nextInt(8) == 0) {
            store.put("u/" + USER, "zzzzzz");
        }
        return new MarkedRequest(
                any(random, List.of("GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS")),
                path + "?" + String.join("&", pairs), cookies, store, "");
    }

    private static ViewerRequestFunction function(boolean marks) {
        ViewerRequestFunction function = new ViewerRequestFunction();
        return (marks ? function.marks(KEYS, true) : function).directories().pages(SITE);
    }

    private static String expected(MarkedRequest request, boolean marks) {
        Optional<MarkCheck.Decision> decision = Optional.of(new MarkCheck(KEYS, true, request::revocation)).filter(on -> marks)
                .map(check -> check.decide(request.method(), request.target(), request.cookies()));
        if (decision.flatMap(MarkCheck.Decision::refusal).isPresent()) {
            return "403 no-store";
        }
        Optional<DirectoryLinks.Opening> opening = new DirectoryLinks(marks).open(request.method(), request.target(),
                request.cookies());
        if (opening.isPresent()) {
            return "302 " + opening.get().location() + " no-store no-referrer"
                    + opening.get().cookies().stream().map(cookie -> " " + cookie).collect(Collectors.joining());
        }
        Site.Page page = SITE.page(decision.map(MarkCheck.Decision::target).orElse(request.target()));
        String cookies = request.cookies().stream().map(Cookie::name)
                .filter(name -> !(marks && name.equals("q_cloudfront_mark"))).distinct().collect(Collectors.joining(","));
        return withoutSignature(page.redirects() ? "302 " + page.target() : page.target() + " " + cookies);
    }

    /** The function sees CloudFront's parameters, which the edge has removed before. */
    private static String withoutSignature(String answer) {
        return answer.contains("no-referrer") ? answer : Pattern.compile("/[^ ]*").matcher(answer).replaceFirst(found -> {
            RawTarget raw = RawTarget.parse(found.group());
            String query = String.join("&", raw.parameters());
            return Matcher.quoteReplacement(query.isEmpty() ? raw.path() : raw.path() + "?" + query);
        });
    }

    private List<String> run(String script, List<MarkedRequest> requests) throws Exception {
        return FunctionInNjs.answers(directory, script, requests.stream().map(MarkedRequest::json).toList()).stream()
                .map(DirectoriesFunctionTest::withoutSignature).toList();
    }

    /** Each comparison of the script, changed by hand. */
    @Tag("nightly")
    @ParameterizedTest
    @CsvSource(delimiterString = " ~> ", quoteCharacter = '`', value = {
            "request.method === 'GET' && ~> ",
            "each.written === 'open-directory') ~> each.name === 'open-directory')",
            "if (!attributes || /^\\/[\\/\\\\]/.test(request.uri)) ~> if (!attributes)",
            "[\\/\\\\]/.test(request.uri) ~> \\//.test(request.uri)",
            "MARK_COOKIE && each.name === 'mark' ~> false",
            "!signed.includes(each) && ~> ",
            "!isMark(each) && ~> ",
            "&& each.written !== 'open-directory' ~> ",
            "if (!Object.keys(request.cookies).some(name => name.startsWith('CloudFront-'))) ~> if (true)",
            "name.startsWith('CloudFront-') ~> name === 'CloudFront-Policy'",
            "{value: decoded(each.value), attributes: attributes} ~> {value: each.value, attributes: attributes}",
            "query.filter(isMark).forEach ~> [].forEach",
            "(own.length ? '?' + own.map(each => each.pair).join('&') : '') ~> ''",
            "'cache-control': {value: 'no-store'}, ~> 'cache-control': {value: 'public'},",
            "'no-referrer' ~> 'origin'",
            "signed.map(each => each.written).sort().join().replace ~> signed.map(each => each.name).sort().join().replace",
            ".replace('Hash-Algorithm,', '') ~> ",
            ".replace('Hash-Algorithm,', '') ~> .replace(/Hash-Algorithm,/g, '')",
            "|| !signed.every(isCookie) ~> ",
            "[a-z*]+:\\/\\/[^\\/]+( ~> [A-Za-z*]+:\\/\\/[^\\/]+(",
            "[^\\/]+(\\/ ~> [^\\/]*(\\/",
            "[!-)+-:<->@-~] ~> [!-~]",
            "[!-)+-:<->@-~] ~> [!-)+->@-~]",
            "[!-)+-:<->@-~] ~> [!-)+-:<-~]",
            "[!-)+-:<->@-~] ~> [ -)+-:<->@-~]",
            "[!-)+-:<->@-~]*\\/)? ~> [!-)+-:<->@-~]*)?",
            "directory[0] === statement.Resource && ~> ",
            "&& second <= 99999999999 ~> ",
            "second * 1000 ~> second",
            "'; Secure; HttpOnly; SameSite=Lax' ~> '; Secure; HttpOnly; SameSite=None'",
            "value && !/ ~> !/",
            "!/[^\\w~-]/.test(value) && ~> ",
            "<= 4096 ~> <= 4097",
            "<= 4096 ~> <= 4095"
    })
    @NeedsProgram(Program.NJS)
    void mutation_isNoticed(String original, String mutated) throws Exception {
        boolean noticed = false;
        for (boolean marks : new boolean[] { true, false }) {
            String script = function(marks).script();
            List<MarkedRequest> requests = random(SEED, REQUESTS_OF_A_MUTATION, marks);
            assertThat(script).containsOnlyOnce(original);
            noticed |= !run(script.replace(original, mutated == null ? "" : mutated), requests)
                    .equals(requests.stream().map(request -> expected(request, marks)).toList());
        }
        assertThat(noticed).isTrue();
    }

    /** The limits of CloudFront Functions, with everything. */
    @Test
    @NeedsProgram(Program.NJS)
    void script_isShortAndInAscii() throws Exception {
        String script = function(true).deniedPage("/private-access/denied").script();

        assertThat(US_ASCII.newEncoder().canEncode(script)).isTrue();
        assertThat(script.length()).isLessThan(9_900);
        assertThat(script).doesNotContainPattern("\\([^()\n]*await ");
        assertThat(new ViewerRequestFunction().directories().isNeeded()).isTrue();
        assertThat(new ViewerRequestFunction().directories().script()).doesNotContain("crypto", "cloudfront'", "async");

        List<SitePart> parts = IntStream.range(0, 40).mapToObj(i -> new SitePart("/" + i + "/", Pages.SPA)).toList();
        String compact = new ViewerRequestFunction().marks(KEYS, true).directories().pages(new Site(parts)).script();
        List<MarkedRequest> requests = random(SEED, 500, true);
        assertThat(compact.length()).isLessThanOrEqualTo(ViewerRequestFunction.MAX_LENGTH);
        assertThat(compact).doesNotContain("\n ").startsWith("// viewer-request.js");
        assertThat(run(compact, requests)).isEqualTo(run(new ViewerRequestFunction().marks(KEYS, true).directories()
                .script(), requests));
    }
}
