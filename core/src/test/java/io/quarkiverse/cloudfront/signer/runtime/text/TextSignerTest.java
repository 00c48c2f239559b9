package io.quarkiverse.cloudfront.signer.runtime.text;

import static io.quarkiverse.cloudfront.signer.runtime.text.TextSigners.OWN;
import static io.quarkiverse.cloudfront.signer.runtime.text.TextSigners.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.runtime.text.TextSigners.Example;

class TextSignerTest {

    private static final TextSigners SIGNERS = TextSigners.of();

    private static String query(boolean markup) {
        return SIGNERS.url(OWN + "x", markup).substring(OWN.length() + 1);
    }

    private static void assertSigned(String template, boolean markup) {
        Example example = new Example(template);
        String signed = SIGNERS.sign(example.unsigned(), markup);

        assertThat(signed).isEqualTo(example.with(OWN, query(markup)));
        assertThat(SIGNERS.signer().unsigned(signed)).isEqualTo(example.unsigned());
        assertThat(SIGNERS.sign(signed, markup)).as("signed again").isEqualTo(signed);
    }

    private static void assertPlain(String template, boolean markup) {
        String text = new Example(template).unsigned();

        assertThat(SIGNERS.sign(text, markup)).isEqualTo(text);
        assertThat(SIGNERS.signer().unsigned(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{a}", " {a} ", "See {a}.", "See {a}, {b}; {c}!", "Is it {a}?", "{a}: yes", "\"{a}\"", "'{a}'",
            "'{a}', '{b}'", "`{a}`", "<{a}>", "({a})", "[{a}]", "{{a}}", "![x]({a})", "![x]({a} \"title\")", "![x](<{a}>)",
            "[![x]({a})]({b})", "![]({a})![]({b})", "[x]: {a}\n[y]: {b}", "**{a}**", "**{a}**, and *{b}*.", "{a},{b},{c}",
            "|{a}|{b}|", "{\"url\":\"{a}\"}", "{\\\"url\\\":\\\"{a}\\\"}", "\u201c{a}\u201d", "\uff08{a}\uff09", "{a}\u3002",
            "see:\n{a}\n", "<img src=\"{a}\">", "<img src='{a}' alt=x>", "<img src={a}>", "<a href={a}><img src={b} ></a>",
            "x < y and {a}", "![]({a})\n\nMore at <https://other.example.com/x>.\n\n![]({b})", "text\n\n<hr />\n\n![]({a})",
            "<br/>\n\n![]({a})", "<mailto:a@b.c>\n\n{a}",
            "[1]: <{a}>\n\n[2]: {b}", "<img src=\"{a}\">\n\n{b}", "a <b c='d'>\n\n{a}", "cat <<EOF\nx\n\nEOF\n![]({a})",
            "[x](https://other.example.com/a) {a}", "x < {a} > y", "https://other.example.com/x<br> {a}",
            "a <b\n\n{a} > c", "{a}#page=2", "{a}#t=1,5.", "\t{a}\r\n{b}\u0000", "Q&A {a}" })
    void urlInAText_isSigned(String template) {
        assertSigned(template.replace("#page=2", "").replace("#t=1,5", ""), false);
    }

    @ParameterizedTest
    @ValueSource(strings = { "<img src=\"{a}\">", "<img src='{a}'/>", "<img src = \" {a} \" alt=\"x > y\">", "<img src={a}>",
            "<img srcset=\"{a} 1x, {b} 2x\" src={c}>", "<img srcset=\"{a},{b} 2x\">", "<p style=\"background: url({a})\">",
            "<link imagesrcset=\"{a} 1x, {b} 2x\" />", "<p style='background: url(\"{a}\"), url( {b} )'>",
            "<a href=\"{a}\">{b}</a>", "<p>See {a}.</p>",
            "<source srcset=\"https://other.example.com/x 1x, {a} 2x\">", "<media:content url=\"{a}\" />",
            "<link>{a}</link>", "<![CDATA[<img src=\"{a}\">]]>", "<![CDATA[{a}]]>",
            "&lt;img src=&quot;{a}&quot;&gt;", "&lt;img src=&#34;{a}&#34;&gt;&#8220;{b}&#8221;", "1 &lt; 2 {a}",
            "<d>&lt;a href=\"https://other.example.com/?x&amp;amp;y\"&gt;x&lt;/a&gt; {a}&lt;img src='{b}'/&gt;</d><link>{c}</link>",
            "<d>&lt;p style=\"background: url({a}), url({b})\"&gt;{c}&lt;/p&gt;</d>", "&amp;lt;p&amp;gt; {a} {b}",
            "<d>&lt;p</d><e url=\"{a}\"/>", "<p data-x='&lt;img src=\"{a}\">'>",
            "<d><![CDATA[<img src=\"{a}\">]]></d><d><![CDATA[{b}]]></d>",
            "<p data-x=\"{&quot;url&quot;:&quot;{a}&quot;}\">", "<a href=\"/x\" data-src='{a}'>",
            "<!-- \" --><img src=\"{a}\"><!-- {-} -->", "<style>x</style><img src='{a}'>",
            "<!DOCTYPE html><title>x</title><![CDATA[x]]><img src=\"{a}\">",
            "<title><![CDATA[<b>x</b>]]></title><img src=\"{a}\">",
            "<noscript><img src=\"{a}\"></noscript><img src=\"{b}\">", "<svg><style>a > b { }</style></svg><img src='{a}'>",
            "<script>if (a<b) { x = '<div \"'; }</script><img src='{a}'>",
            "<br/><A HREF=\"{a}\"></A>",
            "<?xml version=\"1.0\"?>\n<rss><enclosure url=\"{a}\" length=\"1\"/></rss>", "a < b {a}", "{a}&nbsp;{b}" })
    void urlInMarkup_isSigned(String template) {
        assertSigned(template, true);
    }

    /** At DEBUG, for whoever looks for the reason, and without the text around it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <!-- https://media.example.com/articles/7/a.png secret --> | it is inside another URL or markup
            <p>https://media.example.com/articles/8/a.png?secret | the resource of the policy does not cover it
            <a href="https://media.example.com/articles/7/a.png?x=&secret;"> | programs would disagree about which
            <a href="https://media.example.com/articles/7/../a.png?secret=1"> | it cannot be signed, even on its own
            """)
    void unsignedUrl_hasAReasonInTheLog(String text, String reason) {
        try (LogCapture log = new LogCapture(TextSigner.class, Level.FINE)) {
            SIGNERS.sign(text, true);
            assertThat(log.take()).singleElement().asString().contains("https://media.example.com/articles/", "a.png",
                    " in a text is not signed, because " + reason).doesNotContain("secret");
        }
    }

    /** Its host would get the signature of each viewer. */
    @ParameterizedTest
    @ValueSource(strings = { "https://evil.example/?{a}", "https://evil.example/{a}", "//evil.example/,{a}",
            "\\\\evil.example/({a}",
            "https:evil.example/?u[{a}", "![](https://evil.example/'{a})", "![](https://evil.example/\"{a})",
            "<https://evil.example/? {a}>", "https&#58;evil.example/({a}",
            "https&colon;evil.example/({a}", "ht&#116;ps:evil.example/({a}", "HTTPS:evil.example/({a}",
            "<a href=\"https://evil.example/? {a}\">", "<a href='https://evil.example/?\"{a}\"'>",
            "<a href=\"\thttps&#58;//evil.example/?\n{a}\">", "<a href='x' title='https://evil.example/({a}'>",
            "<img src='https://evil.example/?{a}", "<a x=1 href=https://evil.example/?u={a}>",
            "https://media.example.com.evil.example/,{a}", "https://media.example.com@evil.example/({a}",
            "https://evil.example/https://media.example.com/x,{a}" })
    void urlInsideOneOfAnotherHost_staysAsItIs(String template) {
        assertPlain(template, true);
        assertPlain(template, false);
    }

    /** In the HTML that is the text of an element. */
    @ParameterizedTest
    @ValueSource(strings = { "&lt;img src=&quot;https://evil.example/ {a}&quot;&gt;",
            "&lt;img src=\"https://evil.example/ {a}\"&gt;",
            "&#60;img src='https://evil.example/ &#x3e; {a}'>", "&lt;img src=https&amp;colon;//evil.example/({a}&gt;",
            "&lt;img src=&quot;https://evil.example/ &lt;b&gt; {a}&quot;&gt;",
            "&lt;img src=&quot;https://evil.example/ y='{a}'&quot;&gt;",
            "&lt;&#105;mg src=&quot;https://evil.example/ {a}&quot;&gt;",
            "&lt;img src&equals;&quot;https://evil.example/ {a}&quot;&gt;",
            "&ltimg src=\"https://evil.example/ {a}\">", "&LT;img src=\"https://evil.example/ {a}\">",
            "&lt;img src=&quot;https://evil.example/ <!-- --> {a}&quot;&gt;",
            "&lt;img src=&quot;https://evil.example/ <b>{a}</b>&quot;&gt;",
            "&lt;img src=&quot;https://evil.example/ <b></b> {a}&quot;&gt;",
            "&lt;img src=&quot;https://evil.example/ <b/> {a}&quot;&gt;",
            "&lt;img src=&quot;https://evil.example/ <![CDATA[&quot; {a}]]>",
            "&lt;img src=&quot;https://evil.example/ <![CDATA[</b> {a}]]>",
            "<d>&lt;img src=&quot;https://evil.example/ <?x </d> ?> {a}</d>", "<<!-- -->img src=\"https://evil.example/ {a}\">",
            "<![CDATA[<]]>img src=\"https://evil.example/ {a}\"", "<![CDATA[<img ]]>src=\"https://evil.example/ {a}\"",
            "<![CDATA[<img x=']]>&apos; src=&quot;https://evil.example/ <![CDATA[' y='{a}' ]]>",
            "<![CDATA[<img srcset=\"]]>&quot; src=&quot;https://evil.example/ <![CDATA[ {a}\"]]>",
            "<![CDATA[<img src=]]>\"https://evil.example/ {a}\"", "&lt;img src=a&quot;='{a}'&gt;", "&lt;img src=&quot;{a}<b/>",
            "<p data-x=\"&lt;img src='https://evil.example/ {a}'&gt;\">", "&lt;{a}&gt;", "<d>&lt;p</d><link>{a}</link>",
            "&lt;img src=&quot;https://evil.example/ <![CDATA[<b x='{a}'>]]>",
            "<![CDATA[&lt;b x=\"]]>&lt;img src=\"https://evil.example/ x&gt; {a}\"",
            "&lt;!<b/>-- &lt;b x=' --&gt; &lt;img src=\"https://evil.example/ ' y='{a}'\"",
            "<![CDATA[</]]>x=\"&gt; &lt;b y=\"&gt; &lt;img src=&quot;https://evil.example/ z='{a}'&quot;&gt;" })
    void urlInsideOneOfAnotherHostInEscapedMarkup_staysAsItIs(String template) {
        assertPlain(template, true);
    }

    /** Some programs see an end where others do not. */
    @ParameterizedTest
    @ValueSource(strings = { "<!x <b y=\"> <img src=\"https://evil.example/ z='{a}'\">",
            "<?x <b y=\"> <img src=\"https://evil.example/ z='{a}'\">",
            "</ <b y=\"> <img src=\"https://evil.example/ z='{a}'\">",
            "<?x > <b y=\"?> <img src=\"https://evil.example/ z='{a}'\">",
            "<!DOCTYPE r [<!ENTITY x \"> <b y='\">]> <img src=\"https://evil.example/ ' z='{a}'\">",
            "<!--> <img src=\"https://evil.example/ --> {a}\">", "<!---> <img src=\"https://evil.example/ --> {a}\">",
            "<!-- --!> <img src=\"https://evil.example/ --> {a}\">",
            "<![CDATA[ <b y=\"> <img src=\"https://evil.example/ z='{a}'\">",
            "<![CDATA[ <!-- > <img src=\"https://evil.example/ --> {a}\">",
            "<svg><style><img src=\"https://evil.example/ </style> {a}\">",
            "<math><script><img src=\"https://evil.example/ </script> {a}\">",
            "<select><title><b y=\"</title><c z=\"></select><img src=\"https://evil.example/ w='{a}'\">",
            "<script><!--<script></script><b y=\"</script><img src=\"https://evil.example/ z='{a}'\">",
            "<style></stylex><b y=\"</style><img src=\"https://evil.example/ z='{a}'\">",
            "<noscript><b y=\"</noscript><img src=\"https://evil.example/ z='{a}'\">",
            "<noscript><img src=\"https://evil.example/ </noscript> {a}\">",
            "<noscript><style></noscript><img src=\"https://evil.example/ </style> {a}\">",
            "<a<b='> <img src=\"https://evil.example/ c' z='{a}'\">", "<a ='> <img src=\"https://evil.example/ c' z='{a}'\">",
            "<a x/='> <img src=\"https://evil.example/ c' z='{a}'\">",
            "<a x=\u0001\"> <img src=\"https://evil.example/ z='{a}'\">",
            "<img srcset=\"https://evil.example/x\u000b{a} 1x\">", "<p style='x: url(\"https://evil.example/ {a}\")'>",
            "<a href=\u0000{a}>", "<\u00e9 x=\"> <img src=\"https://evil.example/ z='{a}'\">",
            "<img data-src=\"https://evil.example/ {a}\">", "<img data-src=\"/\t/evil.example/ {a}\">",
            "<img data-src=\"ht\ntps:evil.example/ {a}\">", "<img data-src=\"/&NewLine;/evil.example/ {a}\">" })
    void placeThatIsUnclearInMarkup_staysAsItIs(String template) {
        assertPlain(template, true);
    }

    @ParameterizedTest
    @ValueSource(strings = { "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript",
            "plaintext" })
    void elementWithoutMarkup_hidesNoEndOfAUrl(String element) {
        for (String name : List.of(element, element.toUpperCase(Locale.ROOT))) {
            assertPlain("<" + name + "><b y=\"</" + name + "><img src=\"https://evil.example/ z='{a}'\">", true);
            assertPlain("<" + name + "><b y=\"</" + name + "><img src=\"https://evil.example/ z='{a}'\">", false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "[x](<//evil.example/ {a}>)", "[x](https://evil.example/a b {a})",
            "[x](https://evil.example/(a) {a})",
            "[x](https://evil.example/\\) {a})", "< <img src=\"https://evil.example/> {a}\">",
            "<x: <img src=\"https://evil.example/> {a}\">",
            "<div><img src=\"https://evil.example/\n\n{a}\">", "<pre><img\n\nsrc=\"https://evil.example/ {a}\"></pre>",
            "<x:y\n style=\"background:url('https://evil.example/ {a}')\">",
            "<!x <b y=\"> <img src=\"https://evil.example/ z='{a}'\">", "`<b x=\"` <img src=\"https://evil.example/ y='{a}'\">",
            "\\<b x=\"> <img src=\"https://evil.example/ z='{a}'\">", "`<!--` <img src=\"https://evil.example/ --> {a}\">",
            "https://evil.example/<img src=\"https://evil.example/ {a}\">", "![](https://evil.example/](<b/title='{a}'>{b})",
            "![](https://evil.example/<!--x-->{a})", "![](https://evil.example/<?x?>{a})", "![](https://evil.example/<{a}>)",
            "`<script>` <img src=\"https://evil.example/ </script> {a}\">" })
    void placeThatIsUnclearInAText_staysAsItIs(String template) {
        assertPlain(template, false);
    }

    /** Which is not the beginning of a tag there, but part of the URL. */
    @Test
    void bracketInsideAnotherUrl_isPartOfItInMarkdown() {
        assertPlain("![](https://evil.example/](<b/title='{a}'>)", false);
    }

    @ParameterizedTest
    @ValueSource(strings = { "<!-- <a x=' --><a href=\"https://evil.example/?' y='{a}'\">",
            "<script>x='{a}'</script>", "<style>@import '{a}'</style>",
            "<textarea><a x='</textarea><a href=\"https://e/?' y='{a}'\">",
            "<!-- {a} -->", "<a {a}>", "<a x=y {a}>", "<img src=\"{a}", "<img srcset='{a} 1x", "<p>x{a}</p>" })
    void placeThatIsNoUrlInMarkup_staysAsItIs(String template) {
        assertPlain(template, true);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://media.example.com.evil.example/articles/7/x",
            "https://media.example.com@evil.example/articles/7/x",
            "https://media.example.com:443/articles/7/x", "https://user@media.example.com/articles/7/x",
            "http://media.example.com/articles/7/x", "HTTPS://media.example.com/articles/7/x", "https://media.example.com",
            "https://media.example.com?articles/7/x", "//media.example.com/articles/7/x",
            "https://media.example.com/articles/8/x",
            "https://media.example.com/articles/7", "https://media.example.com/articles/7/../8/x",
            "https://media.example.com/articles/7/%2e%2e/8/x", "https://media.example.com/articles/7/%252e%252e/8/x",
            "https://media.example.com/articles/7/..;/8/x", "https://media.example.com/articles/7/x?Policy=x",
            "https://media.example.com/articles/7/x?Policy=p&Key-Pair-Id=k",
            "https://media.example.com/articles/7/x?Policy=p&Signature=s",
            "https://media.example.com/articles/7/x?a=1&amp;Policy=p",
            "https://media.example.com/articles/7/x?Expires=1&Signature=2",
            "https://media.example.com/articles/7/x?Key%2DPair-Id=1",
            "https://media.example.com/articles/7/gr\u00f6\u00dfe.png", "https://media.example.com/articles/7/{size}.png",
            "https://media.example.com/articles/7/*.png", "https://media.example.com/articles/7/a\\b.png",
            "https://media.example.com/articles/7/it\u2019s.png", "https://media.example.com/articles/7/%zz",
            "https://media.example.com/articles/7/x?y?z", "blob:https://media.example.com/articles/7/x",
            "view-source:https://media.example.com/articles/7/x", "xhttps://media.example.com/articles/7/x",
            "?u=https://media.example.com/articles/7/x" })
    void urlThatMayNotBeSigned_staysAsItIs(String text) {
        assertPlain(text, false);
        assertPlain(text, true);
        assertPlain("<img src=\"" + text + "\">", true);
        assertPlain("![](" + text + ")", false);
    }

    @Test
    void longestUrl_isSigned() {
        String longest = OWN + "x".repeat(8192 - OWN.length() - query(false).length());

        assertThat(SIGNERS.sign(longest, false)).hasSize(8192);
        assertPlain(longest + "x", false);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a_(1).png", "it's.png", "w_100,h_50/x.png", "a;b=c", "x.png?a=1", "x.png?", "x?a=1&b=2",
            "a=b&c", "a[1].png?x=[1]", "x.png?a=(1" })
    void urlInAnAttribute_isSignedAsAWhole(String file) {
        String text = "<img src=\"" + OWN + file.replace("&", "&amp;") + "\">";
        boolean refused = file.startsWith("a[");
        String signed = SIGNERS.sign(text, true);

        assertThat(signed).isEqualTo(refused ? text
                : "<img src=\"" + SIGNERS.url(OWN + file, true) + "\">");
        assertThat(SIGNERS.signer().unsigned(signed)).isEqualTo(text);
    }

    @Test
    void fragment_staysBehindTheSignature() {
        String text = OWN + "a.pdf#page=2 and " + OWN + "b.pdf?x=1#a?b&c.";

        assertThat(SIGNERS.sign(text, false)).isEqualTo(SIGNERS.url(OWN + "a.pdf", false) + "#page=2 and "
                + SIGNERS.url(OWN + "b.pdf?x=1", false) + "#a?b&c.");
        assertThat(SIGNERS.signer().unsigned(SIGNERS.sign(text, false))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "&", "&amp;", "&#38;", "&#038;", "&#x26;", "&#X0026;" })
    void ampersandOfMarkup_isReadInEachForm(String and) {
        String text = "<img src='" + OWN + "x?a=1" + and + "b=2'>";
        String signed = SIGNERS.sign(text, true);

        assertThat(signed).isEqualTo("<img src='" + OWN + "x?a=1" + and + "b=2&amp;" + query(true).substring(1) + "'>");
        assertThat(SIGNERS.signer().unsigned(signed)).isEqualTo(text);
        assertThat(SIGNERS.sign(text.replace("a=1" + and, "a=1" + and + "Policy=p" + and + "Signature=s" + and
                + "Key-Pair-Id=k" + and), true)).isEqualTo(signed);
    }

    @ParameterizedTest
    @ValueSource(strings = { "&copy;", "&#x2f;", "&#65", "&unknown;" })
    void otherEntity_leavesTheUrlAsItIs(String entity) {
        assertPlain("<img src='" + OWN + "x?a=1" + entity + "b=2'>", true);
    }

    @Test
    void storedSignature_isReplaced() {
        TextSigners former = TextSigners.of();
        String stored = "![](" + former.url(OWN + "a.png?x=1", false) + ") " + former.url(OWN + "b.png", false) + "#c";

        assertThat(SIGNERS.sign(stored, false))
                .isEqualTo("![](" + SIGNERS.url(OWN + "a.png?x=1", false) + ") " + SIGNERS.url(OWN + "b.png", false) + "#c");
        assertThat(SIGNERS.signer().unsigned(stored)).isEqualTo("![](" + OWN + "a.png?x=1) " + OWN + "b.png#c");
        String canned = former.signer().sign(OWN + "a.png?x=1&y=2");
        assertThat(SIGNERS.signer().unsigned(canned + ", " + canned.replace("&", "&amp;")))
                .isEqualTo(OWN + "a.png?x=1&y=2, " + OWN + "a.png?x=1&amp;y=2");
        assertThat(SIGNERS.signer().unsigned(OWN + "x?Policy=p&a=1&Signature=s&Key-Pair-Id=k&b=2"))
                .isEqualTo(OWN + "x?a=1&b=2");
    }

    @Test
    void textOrigins_becomeTheSignersAndBack() {
        TextSigners dev = TextSigners.of("https://www.example.com", "https://bucket.s3.amazonaws.com/");
        String text = "<img src='https://www.example.com/articles/7/a.png'> <img src='https://bucket.s3.amazonaws.com/articles/7/b.png'>"
                + "<img src='https://www.example.com/articles/8/c.png'>";

        assertThat(dev.sign(text, true)).isEqualTo("<img src='" + dev.url(OWN + "a.png", true) + "'> <img src='"
                + dev.url(OWN + "b.png", true) + "'><img src='https://www.example.com/articles/8/c.png'>");
        assertThat(dev.signer().unsigned(dev.sign(text, true)))
                .isEqualTo(text.replace("bucket.s3.amazonaws.com", "www.example.com"));
        assertThat(dev.signer().unsigned("![](" + OWN + "new.png)"))
                .isEqualTo("![](https://www.example.com/articles/7/new.png)");
    }

    @Test
    void policyWithoutWildcardAtItsEnd_isRefused() {
        for (String resource : new String[] { "/articles/7/a.png", "/articles/*/a.png", "/articles/7/?" }) {
            assertThatThrownBy(() -> SIGNERS.signer().sign(SIGNERS.signer().policy(resource).build()).text("x"))
                    .isInstanceOf(CloudFrontSignerException.class).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED)
                    .hasMessage("The policy must cover the files that a text refers to, but its resource is " + SITE + resource
                            .replace("7/?", "7/?...") + "; use a resource that ends in *, such as /articles/7/*");
        }
    }

    @Test
    void tooManyUrls_areRefused() {
        String most = (OWN + "a ").repeat(TextSigner.MOST_URLS);
        String uncovered = (SITE + "/b ").repeat(TextSigner.MOST_URLS + 1);

        assertThat(SIGNERS.sign(most + uncovered, false)).endsWith(uncovered);
        assertThatThrownBy(() -> SIGNERS.sign(most + OWN + "b", false)).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.TEXT_NOT_SIGNABLE)
                .hasMessage("The text has more than 10000 URLs that the policy covers. Sign parts of the text, each with fewer "
                        + "URLs");
    }

    @Test
    void textWithoutUrls_isTheSame() {
        String text = "nothing";

        assertThat(SIGNERS.sign(text, true)).isSameAs(text);
        assertThat(SIGNERS.sign("", false)).isEmpty();
        assertThat(SIGNERS.signer().unsigned(text)).isSameAs(text);
    }
}
