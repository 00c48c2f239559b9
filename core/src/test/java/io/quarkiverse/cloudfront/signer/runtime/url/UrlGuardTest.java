package io.quarkiverse.cloudfront.signer.runtime.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import jakarta.ws.rs.core.UriBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

class UrlGuardTest {

    private static final String RESERVED = "its query has a parameter that CloudFront reserves (Expires, Policy, Signature, "
            + "Key-Pair-Id, Hash-Algorithm); rename it, and do not sign a URL twice";

    private static final String DOT_SEGMENT = "it has a dot segment, which a browser or an origin would collapse; "
            + "write the path it leads to";

    private final UrlGuard guard = new UrlGuard(URI.create("https://good.example.com"), Set.of("cdn.example.org:8443"));

    @ParameterizedTest
    @ValueSource(strings = {
            "https://good.example.com/",
            "https://good.example.com/a/b.jpg",
            "https://cdn.example.org:8443/a/b.jpg",
            "https://good.example.com/a%2Fb%2fc/%40x/@x",
            "https://good.example.com/%C3%A9%c3%a9",
            "https://good.example.com/a?empty=&w=1&w=2&w=1&b=&a=",
            "https://good.example.com/a?v==&w=a=b=",
            "https://good.example.com/a?next=/b/.c/...&u=https://evil.com/",
            "https://good.example.com/a?response-content-type=image/png&response-content-disposition=attachment%3B%20a%2Fb",
            "https://good.example.com/a?tag[]=1&x=a+b%20c%2B",
            "https://good.example.com/a?expires=1&POLICY=2&signature=3&key-pair-id=4&Hash-algorithm=5&XExpires=6&Expires2=7",
            "https://good.example.com/a?x=Expires&y=Expires=1",
            "https://good.example.com/...//.../.hidden/..hidden/a../.%20/%2e%2e%2e",
            "https://good.example.com//a//b/",
            "https://good.example.com/a%2Ab%3Fc%23d%5Ce%22f%0D%0A",
            "https://good.example.com/a;v=1/b,c'd(e)!$&+=:~_-",
            "https://good.example.com/a?x=%27",
            "https://good.example.com/a%20b%2520c%25252Fd?x=%252520" })
    void acceptedUrl_staysAsItIs(String url) {
        assertThat(guard.url(url)).isSameAs(url);
        assertThat(guard.resource(url)).isSameAs(url);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/a/b.jpg?x=1", "/a%2Fb", "/evil.com", "/a//b", "/a?u=https://evil.com/x", "/a://b/c" })
    void path_isAppendedToTheSignersUrl(String path) {
        assertThat(guard.url(path)).isEqualTo("https://good.example.com" + path);
        assertThat(guard.resource(path)).isEqualTo("https://good.example.com" + path);
    }

    @Test
    void portOfTheSignersUrl_isKept() {
        UrlGuard ported = new UrlGuard(URI.create("http://localhost:8080"), Set.of());

        assertThat(ported.url("/a")).isEqualTo("http://localhost:8080/a");
        assertThat(ported.url("http://localhost:8080/a")).isEqualTo("http://localhost:8080/a");
        assertThatThrownBy(() -> ported.url("http://localhost/a")).hasMessageContaining("[localhost:8080]");
    }

    @Test
    void signersUrl_isWrittenInLowerCase() {
        UrlGuard upper = new UrlGuard(URI.create("HTTPS://Good.Example.COM"), Set.of("CDN.example.org"));

        assertThat(upper.url("/A")).isEqualTo("https://good.example.com/A");
        assertThat(upper.url("https://cdn.example.org/A")).isEqualTo("https://cdn.example.org/A");
        assertThat(upper.base()).isEqualTo("https://good.example.com");
        assertThat(upper.hosts()).containsExactlyInAnyOrder("good.example.com", "cdn.example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://evil.com/x",
            "https://good.example.com.evil.com/x",
            "https://evil-good.example.com/x",
            "https://example.com/x",
            "https://good.example.com:8443/x",
            "https://good.example.com:443/x",
            "https://good.example.com:/x",
            "https://cdn.example.org/x",
            "https://cdn.example.org:84430/x",
            "https://good.example.com./x",
            "https://good.example.com%2eevil.com/x",
            "https://good.example.com%2f.evil.com/x",
            "https://good.example.com\\.evil.com/x",
            "https://good.example.com\t/x",
            "https:// good.example.com/x",
            "https:///good.example.com/x",
            "https:////good.example.com/x",
            "https://g\u00f6od.example.com/x",
            "https://good.example\u3002com/x",
            "https://[::1]/x",
            // browsers send scheme and host in lower case, and CloudFront compares a canned policy with the request
            "https://GOOD.example.com/x",
            "https://good.example.Com/x" })
    void foreignHost_isRejected(String url) {
        refusedInBothModes(url, "its host is not one of [cdn.example.org:8443, good.example.com], written in lower case; "
                + "use the host of the signer's url, or add the host to its allowed-hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://good.example.com@evil.com/x",
            "https://good.example.com:pass@evil.com/x",
            "https://good.example.com%40@evil.com/x",
            "https://user@good.example.com/x",
            "https://@good.example.com/x",
            "https://good.example.com\\@evil.com/x" })
    void userInfo_isRejected(String url) {
        refusedInBothModes(url, "it has user info before its host; remove the user info");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a", "a/b.jpg", "./a", "../a", "?x=1", "#a", "//evil.com/x", "///evil.com/x",
            "\\evil.com",
            "\\\\evil.com\\x", " /a", "\n/a", "http://good.example.com/x", "ftp://good.example.com/x", "javascript:alert(1)",
            "javascript://good.example.com/%0aalert(1)", "data:text/html,x", "https:/good.example.com/x",
            "https:good.example.com/x", "HTTPS://good.example.com/x", "Https://good.example.com/x", "://good.example.com/x",
            " https://good.example.com/x", "xhttps://good.example.com/x", "https\n://good.example.com/x",
            "good.example.com/x", "evil?https://good.example.com/x", "evil#https://good.example.com/x" })
    void textThatIsNeitherPathNorUrl_isRejected(String url) {
        refusedInBothModes(url,
                "it is neither a path that begins with one / nor a URL that begins with https:// in lower case");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://good.example.com", "https://good.example.com?x=1", "https://good.example.com#x" })
    void urlWithoutPath_isRejected(String url) {
        refusedInBothModes(url, "it does not have a path; add at least the / that a browser sends");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a/../b", "/..", "/.", "/a/.", "/a/..", "/./a", "/../a", "/a/./b", "/a/../b?x=1",
            "/a/..?x=1", "/a/%2e%2e/b", "/a/%2E%2e/b", "/a/.%2e/b", "/a/%2E./b", "/a/%2e", "/%2e/a",
            "/a%2f../b", "/a/..%2fb", "/a%2F..%2Fb", "/a%2f%2e%2e%2fb", "/a/..%5cb", "/a%5c..%5cb", "/a%5C%2e%2E",
            "/a/..;/b", "/a/..;x=1/b", "/a/.;/b", "/a/%2e%2e;x/b", "/a/..%3b/b", "/a/..%3Bx/b", "/a/..;a/../b",
            "/a;/../b", "/a;x/..",
            "/a/%252e%252e/b", "/a/.%252E/b", "/a/%25252e./b", "/a%252f..%252Fb", "/a/..%255cb", "/a/%252e%253bx",
            "/a/b/%25%32%65%25%32%65/c", "/a/b/%252%65%252%65/c", "/a/%25%2532e%25%2532e/c", "/a/%25%32e%25%32e/c",
            "/a/.%25%32%65", "/a/%25%32%65.%25%32%66b", "/a/..%25%35%63b",
            "/a/..%3Fx/b", "/a/..%23x", "/a/..%00/b", "/a/..%253Fb", "/a/.%2523", "/a/..%2500.jpg",
            "https://good.example.com/a/../b", "https://good.example.com/.." })
    void dotSegment_isRejected(String url) {
        refusedInBothModes(url, DOT_SEGMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm" })
    void reservedQueryParameter_isRejected(String name) {
        String encoded = "%%%02x%s".formatted((int) name.charAt(0), name.substring(1));
        refusedInBothModes("/a?" + name + "=1", RESERVED);
        refusedInBothModes("/a?" + name, RESERVED);
        refusedInBothModes("/a?" + name + "=", RESERVED);
        refusedInBothModes("/a?" + name + "=a=b", RESERVED);
        refusedInBothModes("/a?x=1&" + name + "=1&y", RESERVED);
        refusedInBothModes("/a?x=1&" + name + "&y", RESERVED);
        refusedInBothModes("/a?" + encoded + "=1", RESERVED);
        refusedInBothModes("/a?x=&" + encoded, RESERVED);
        refusedInBothModes("https://good.example.com/a?" + name + "=1", RESERVED);

        String otherCase = "/a?" + name.toLowerCase(Locale.ROOT) + "=1&" + name.toUpperCase(Locale.ROOT) + "=2";
        assertThat(guard.url(otherCase)).endsWith(otherCase);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a#b", "/a?x=1#b", "/#", "/a#/../b", "https://good.example.com/a#b" })
    void fragment_isRejected(String url) {
        refusedInBothModes(url,
                "it has a fragment, which browsers do not send; sign the URL without it, or write %23 for a # in a name");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            0000 | \\u0000
            0009 | \\u0009
            000A | \\u000A
            000D | \\u000D
            0020 | \\u0020
            0022 | \\u0022
            003C | \\u003C
            003E | \\u003E
            005C | \\u005C
            005E | \\u005E
            0060 | \\u0060
            007B | \\u007B
            007C | \\u007C
            007D | \\u007D
            007F | \\u007F
            0085 | \\u0085
            00E9 | \\u00E9
            2028 | \\u2028
            FF0E | \\uFF0E
            FF0F | \\uFF0F
            D83D | \\uD83D\\uDE00
            """, delimiter = '|')
    void unencodedCharacter_isRejected(String shown, String escaped) {
        StringBuilder characters = new StringBuilder();
        for (String unit : escaped.substring(2).split("\\\\u")) {
            characters.append((char) Integer.parseInt(unit, 16));
        }
        String advice = "; percent-encode it. For raw S3 keys, use jakarta.ws.rs.core.UriBuilder: "
                + "UriBuilder.fromPath(\"/{key}\").build(new Object[] { key }, false)";

        refusedInBothModes("/a" + characters + "b", "it has the character U+" + shown + " at index 2" + advice);
        refusedInBothModes("/a?b" + characters, "it has the character U+" + shown + " at index 4" + advice);
        refusedInBothModes("/" + characters + "evil.com", "it has the character U+" + shown + " at index 1" + advice);
        refusedInBothModes("https://good.example.com/" + characters,
                "it has the character U+" + shown + " at index 25" + advice);
    }

    /**
     * The encoding that the message recommends must work. The {@code *} is the only character that it does not encode, and has
     * its own message.
     */
    @Test
    void rawKey_withTheAdvisedEncoding_isAccepted() {
        String key = "albums/7/Käse & \"Brot\" 100%/a?b#c\\d.jpg";

        String path = UriBuilder.fromPath("/{key}").build(new Object[] { key }, false).toString();

        assertThat(path).startsWith("/albums/7/K%C3%A4se%20").doesNotContain("%2F");
        assertThat(guard.url(path)).isEqualTo("https://good.example.com" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a%", "/a%2", "/a%zz", "/a%2g", "/a%%20", "/a%u0041", "/a%\uff12\uff10", "/a%\uff120",
            "/a%2\uff10", "/a% 20", "/a%+1",
            "https://good.example.com/%" })
    void invalidEscapeInThePath_isRejected(String url) {
        refusedInBothModes(url, "it has a % at index " + url.indexOf('%')
                + " that is not followed by two hexadecimal digits; write %25");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a?x=100%", "/a?%", "/a?x=%2", "/a?x=%-1&y", "/a?%zz=1",
            "/a?x=%\uff12\uff10", "/a?x=%\uff120", "/a?x=%2\uff10" })
    void invalidEscapeInTheQuery_isRejected(String url) {
        refusedInBothModes(url, "it has a % at index " + url.indexOf('%')
                + " that is not followed by two hexadecimal digits; write %25");
    }

    @Test
    void apostropheInTheQuery_isRejected() {
        refusedInBothModes("/a?name=O'Hara", "it has a ' in its query, which browsers send as %27; write %27");
        assertThat(guard.url("/O'Hara")).isEqualTo("https://good.example.com/O'Hara");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/*", "/a/*", "/a*b/c.jpg", "/a?x=*", "https://good.example.com/*" })
    void wildcard_isRejectedInAUrlAndAcceptedInAResource(String url) {
        refused(url, () -> guard.url(url), "it has a *, which is a wildcard in a policy; write %2A");
        assertThat(guard.resource(url)).endsWith(url);
    }

    @Test
    void secondQuestionMark_isRejectedInAUrlAndAcceptedInAResource() {
        refused("/a?x=1?y", () -> guard.url("/a?x=1?y"), "it has a second ?, which is a wildcard in a policy; write %3F");
        refused("/a?x=?", () -> guard.url("/a?x=?"), "it has a second ?, which is a wildcard in a policy; write %3F");
        assertThat(guard.resource("/a?.jpg?x=?")).isEqualTo("https://good.example.com/a?.jpg?x=?");
    }

    @ParameterizedTest
    @ValueSource(strings = { "*://good.example.com/*", "https://*.example.com/a", "https://g*.example.com/*",
            "https://*.example.org:8443/a" })
    void wildcardInSchemeOrHost_isAcceptedInAResourceOnly(String resource) {
        assertThat(guard.resource(resource)).isSameAs(resource);
        assertThatThrownBy(() -> guard.url(resource)).isInstanceOf(CloudFrontSignerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://*.evil.com/a", "https://*.good.example.com/a",
            "https://*.example.com:8443/a",
            "*://evil.com/*" })
    void hostPatternWithoutMatchingHost_isRejected(String resource) {
        refused(resource, () -> guard.resource(resource), "its host is not one of");
    }

    /** Several distributions may trust a key. */
    @ParameterizedTest
    @ValueSource(strings = { "https://*/a", "*://*/*", "https://**/a", "https://*.*/a", "https://*.com/a",
            "https://*com/a", "https://good.example.com*evil.com/a", "https://*evil.com/a", "https://*ood.example.*/a",
            "https://good.*.com/a",
            "https://*.example.com:*/a", "https://*:8443/*" })
    void hostPattern_thatCoversOtherDomains_isRejected(String resource) {
        refused(resource, () -> guard.resource(resource),
                "its host has a wildcard that also covers other domains");
    }

    @Test
    void hostPattern_isCheckedWithoutTheSignersHosts() {
        refused("*://*/a", () -> HostPattern.check("*://*/a"),
                "its host has a wildcard that also covers other domains");
        assertThatCode(() -> HostPattern.check("https://*.example.com/*")).doesNotThrowAnyException();
    }

    /** The number of labels does not show which domains belong to one owner. */
    @ParameterizedTest
    @ValueSource(strings = { "https://*.co.uk/*", "*://*.co.uk/*", "https://*.*.co.uk/*", "https://media.*.co.uk/*",
            "https://m*.example*.co.uk/*", "https://m*e.co.uk/*" })
    void hostPattern_belowAPublicSuffixOfTwoLabels_isRejected(String resource) {
        UrlGuard british = new UrlGuard(URI.create("https://media.example.co.uk"), Set.of());

        refused(resource, () -> british.resource(resource),
                "its host is not one of [media.example.co.uk], written in lower case "
                        + "and with wildcards in its first label only; use the host of the signer's url, or add the host to its "
                        + "allowed-hosts");
        assertThat(british.resource("https://*.example.co.uk/*")).isEqualTo("https://*.example.co.uk/*");
        assertThat(british.resource("*://m*a.example.co.uk/*")).isEqualTo("*://m*a.example.co.uk/*");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://*.cloudfront.net/*", "https://d*.cloudfront.net/*" })
    void hostPattern_thatCoversOtherDistributions_isRejected(String resource) {
        UrlGuard distribution = new UrlGuard(URI.create("https://d111111abcdef8.cloudfront.net"), Set.of());

        refused(resource, () -> distribution.resource(resource),
                "its host has a wildcard that also covers other domains");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a?", "/a?b", "/a?=", "/a?=1", "/a?x=1&", "/a?&x=1", "/a?x=1&&y=2",
            "/a?x=1&y", "/a?x=1&=2", "/a?=a=b", "/a?bob.jpg", "/a?%3D", "/a?x%3D1", "https://good.example.com/a?b" })
    void query_thatIsNotMadeOfPairs_isRejectedInAUrlAndMeantInAResource(String url) {
        refused(url, () -> guard.url(url), "its query does not consist of name=value pairs");
        assertThat(guard.resource(url)).endsWith(url);
    }

    /** An origin that ignores path parameters would serve private.jpg. */
    @ParameterizedTest
    @ValueSource(strings = { "/a?bob/private.jpg;x=1", "/a?bob%2Fprivate=1", "/a?x=1&b%2fc=1", "/a?bob;x=1", "/a?bob%3Bx=1",
            "/a?bob%5cx=1", "/a?bob%252Fx=1", "/a?bob%253bx=1", "/a?bob%25%32%46x=1", "/a?x=1&bob%252%46=1", "/a?/=1",
            "/a?bob/private.jpg" })
    void queryName_withASeparatorOfPaths_isRejectedInAUrlAndMeantInAResource(String url) {
        refused(url, () -> guard.url(url), "it has a slash, backslash or semicolon in the name of a query parameter");
        assertThat(guard.resource(url)).endsWith(url);
    }

    /** An origin that collapses them would serve a file outside of "/a/x=". */
    @ParameterizedTest
    @ValueSource(strings = { "/a?x=/../../b", "/a?x=1/..", "/a?x=1/%2e%2e/b", "/a?x=1%2f..%2fb", "/a?x=1/..;y",
            "/a?x=1%252f%252e%252e", "/a?x=1/%25%32%65%25%32%65", "/a?x=1%25%32%66..", "/a?x=%5c..%5c", "/a?x=1&y=2/./z" })
    void query_withADotSegment_isRejectedInAUrlAndMeantInAResource(String url) {
        refused(url, () -> guard.url(url), DOT_SEGMENT);
        assertThat(guard.resource(url)).endsWith(url);
    }

    /** Replayed with a slash in place of the ?, it would be a dot segment for an origin that cuts the path off. */
    @ParameterizedTest
    @ValueSource(strings = { "/a?..%23x=1", "/a?..%00=1", "/a?.%3Fx=1", "/a?%2e%2E%0Ax=1", "/a?..%2523x=1",
            "/a?%252e%2500x=1" })
    void queryThatBeginsWithADotSegment_isRejectedInAUrlAndMeantInAResource(String url) {
        refused(url, () -> guard.url(url), DOT_SEGMENT);
        assertThat(guard.resource(url)).endsWith(url);
        assertThat(guard.coveredUrl(url)).endsWith(url);
    }

    /** Replayed with an F in place of the ?, it would be a dot segment for an origin that decodes twice. */
    @ParameterizedTest
    @ValueSource(strings = { "/a/b/..%252?x=bob/secret.jpg", "/a/b/..%253?x=v", "/a/b/..%25?fx=1", "/a/b/..%25%253?fx=1",
            "/a/b/..%2525?x=1", "/a/b/..%25%32?x=1", "/a/b/..%250?x=1", "/a/b/..%250%253?x=1" })
    void escape_thatTheQueryMarkCouldComplete_isRejectedInAUrlAndMeantInAResource(String url) {
        refused(url, () -> guard.url(url), DOT_SEGMENT);
        assertThat(guard.resource(url)).endsWith(url);
        assertThat(guard.coveredUrl(url)).endsWith(url);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/100%25", "/100%25/a?x=1", "/100%25?x=1", "/a/..b%252?x=1", "/%25?a=1", "/a%25%2525?a=1",
            "/%252?x=1", "/100%25.jpg?x=100%25", "/a%25zz?x=%25", "/a%252520b?x=%25252f", "/a/?x=%2541", "/?x=%2541",
            "/%2541/..b?x=1" })
    void encodedPercentSign_thatHidesNothing_isSigned(String url) {
        assertThat(guard.url(url)).endsWith(url);
        assertThat(guard.resource(url)).endsWith(url);
    }

    @Test
    void urlEncodedManyTimes_isRejected() {
        refusedInBothModes("/a%" + "25".repeat(4_000), "it is percent-encoded more than 10 times. Encode it once");
        refusedInBothModes("/a%" + "25".repeat(11), "it is percent-encoded more than 10 times. Encode it once");
        assertThat(guard.url("/a%" + "25".repeat(10))).endsWith("25");
        refused("/a?x=%" + "25".repeat(11), () -> guard.url("/a?x=%" + "25".repeat(11)), "it is percent-encoded more than 10");
        refused("/a?%" + "25".repeat(11), () -> guard.url("/a?%" + "25".repeat(11) + "=1"), "it is percent-encoded more than");
    }

    /** The limit precedes all other checks, so that they take a limited time. */
    @Test
    void urlOfMoreThan8192Characters_isRejected() {
        assertThat(guard.url("/" + "a".repeat(8_191))).hasSize("https://good.example.com".length() + 8_192);
        refusedInBothModes("/" + "a*%#".repeat(8_192),
                "it would be more than 32769 bytes long once signed, but CloudFront accepts at most "
                        + "8192; shorten its query or path");
        refusedInBothModes("/" + "a".repeat(8_192), "it would be more than 8193 bytes long once signed");
    }

    /** The policy contains the resource and not the URL, so the URL's question mark is not a wildcard. */
    @ParameterizedTest
    @ValueSource(strings = { "/a?", "/a?b", "/a?1699999999", "/a?x=1&", "/a?&x=1", "/a?bob/private.jpg", "/a?bob%2Fx=1",
            "/a?path=/./x", "/a?next=https://e.com/a/../b", "/a?x=%25%32%65" })
    void queryOfAnyForm_ofAUrlThatAResourceCovers_isSigned(String url) {
        assertThat(guard.coveredUrl(url)).endsWith(url);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a/../b?x", "/a/%252e%252e/b", "/a/..?x", "/a*", "/a?x=*", "/a?x=1?2", "/a?Policy=x", "/a?x='",
            "/a?x=%zz", "/a#b", "https://evil.com/a", "//evil.com/a" })
    void urlThatAResourceCovers_isCheckedOtherwise(String url) {
        assertThatThrownBy(() -> guard.coveredUrl(url)).isInstanceOf(CloudFrontSignerException.class);
    }

    @Test
    void partialSchemePattern_isRejected() {
        refused("http*://good.example.com/a", () -> guard.resource("http*://good.example.com/a"), "it is neither a path");
        refused("**://good.example.com/a", () -> guard.resource("**://good.example.com/a"), "it is neither a path");
    }

    /**
     * Even if the configuration contains an invalid host, its wildcard is not accepted in a URL.
     */
    @Test
    void allowedHost_withWildcard_allowsNoWildcardInAUrl() {
        UrlGuard careless = new UrlGuard(URI.create("https://good.example.com"), Set.of("*.example.com", "*"));

        assertThatThrownBy(() -> careless.url("https://*.example.com/a")).hasMessageContaining("its host is not one of");
        assertThatThrownBy(() -> careless.url("https://*/a")).hasMessageContaining("its host is not one of");
        assertThatThrownBy(() -> careless.url("https://any.example.com/a")).hasMessageContaining("its host is not one of");
    }

    @Test
    void allowedHost_withUserInfo_allowsNoUserInfoInAUrl() {
        UrlGuard careless = new UrlGuard(URI.create("https://good.example.com"), Set.of("me@cdn.example.com"));

        assertThatThrownBy(() -> careless.url("https://me@cdn.example.com/a")).hasMessageContaining("it has user info");
        assertThatThrownBy(() -> careless.resource("https://me@cdn.example.com/*")).hasMessageContaining("it has user info");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://good.example.com", "https://good.example.com/", "https://good.example.com?x",
            "https://good.example.com#x", "http://good.example.com/x", "HTTPS://GOOD.Example.com/x",
            "https://good.example.com:443/x", "http://good.example.com:80", "https://me@good.example.com/x",
            "https://me@evil.com@good.example.com/x", "https://@good.example.com", "https://cdn.example.org:8443/@x",
            // malformed
            "https:", "https:/", "https:x", "https://", "https:///good.example.com/x", "http://?x",
            "https:/good.example.com/" })
    void isOwn_urlThatClientsMayTakeToTheSigner_isTrue(String url) {
        assertThat(guard.isOwn(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://evil.com/x", "https://good.example.com:80/x", "http://good.example.com:443/x",
            "https://good.example.com@evil.com/x", "https://evil.com/@good.example.com", "https://evil.com?@good.example.com",
            "https://evil.com#@good.example.com/", "https://good.example.com.evil.com/", "https://cdn.example.org/x",
            "https://e", "ftp://good.example.com/x", "httpx://good.example.com/x", "httpsx://good.example.com/x",
            "data:https://good.example.com/x",
            "xhttps://good.example.com/" })
    void isOwn_urlOfAnotherHostOrScheme_isFalse(String url) {
        assertThat(guard.isOwn(url)).isFalse();
    }

    @Test
    void message_showsNoQueryFragmentOrUserInfo() {
        assertThatThrownBy(() -> guard.url("/a b?token=SECRET")).hasMessage("Cannot sign \"/a b?...\": "
                + "it has the character U+0020 at index 2; percent-encode it. For raw S3 keys, use "
                + "jakarta.ws.rs.core.UriBuilder: UriBuilder.fromPath(\"/{key}\").build(new Object[] { key }, false)");
        assertThatThrownBy(() -> guard.url("https://user:SECRET@good.example.com/a"))
                .hasMessageStartingWith("Cannot sign \"https://...@good.example.com/a\": ");
        assertThatThrownBy(() -> guard.url("/a?Policy=SECRET&Signature=SECRET")).message().doesNotContain("SECRET");
    }

    private void refusedInBothModes(String url, String reason) {
        refused(url, () -> guard.url(url), reason);
        refused(url, () -> guard.resource(url), reason);
    }

    private static void refused(String url, Runnable check, String reason) {
        assertThatThrownBy(check::run).as(url).isInstanceOf(CloudFrontSignerException.class)
                .message().startsWith("Cannot sign \"").contains("\": " + reason).matches("[ -~]*");
    }
}
