package io.quarkiverse.cloudfront.signer.runtime.text;

import static io.quarkiverse.cloudfront.signer.runtime.text.TextSigners.OWN;
import static io.quarkiverse.cloudfront.signer.runtime.text.TextSigners.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;

/** Texts of authors who try to have other files signed, or to get the signatures of others. */
class HostileTextTest {

    private static final TextSigners SIGNERS = TextSigners.of("https://www.example.com");
    private static final String QUERY = SIGNERS.url(OWN + "x", false).substring(OWN.length() + 2);

    private static final String[] PIECES = { OWN, OWN + "a.png", SITE, SITE + "/", SITE + "/articles/8/b.png",
            "https://www.example.com/articles/7/c.png", SITE + ".evil.example/articles/7/", SITE + "@evil.example/",
            SITE + ":443/",
            "https://evil.example/", "//evil.example/?", "https:evil.example", "articles/7/", "../", "/..;/", "%2e%2e/",
            "%252e",
            "?", "#", "&", "&amp;", "&#38;", "&#x26;", "&quot;", "&lt;", "&copy;", "&#58;", "=", "Policy=p", "Signature=s",
            "Key-Pair-Id=k", "Expires=1", "Hash-Algorithm=SHA256", "?" + QUERY, "&" + QUERY, "mark=m", "a=1", "<img src=\"",
            "<img src='", "<a href=", "<a href=\"", "\" srcset=\"", " style='", "\" alt=\"", "' title='", " 1x, ", "\">", "'>",
            ">", "<",
            "</a>", "<!--", "-->", "<script>", "</script>", "<![CDATA[", "]]>", "<b", "<https:", "(", ")", "[", "](", "![](",
            "]", "{",
            "}", "*", "**", "_", "`", "\"", "'", "\\", "|", ",", ".", ";", ":", "!", " ", " ", "\t", "\n", "\n\n", "\r\n",
            "\u0000",
            "<!", "<?", "?>", "--!>", "</ ", "<!-->", "<noscript>", "</noscript>", "<svg>", "<style>", "</style>", "<title>",
            "</title>", "</title", " =", "/=", "=\"", "='", "<img src=\"https://evil.example/ ", " z='" + OWN + "a.png'",
            "<b y=\"",
            "<img data-src='", "\u000b", "\f",
            "\u00e9", "\u3000", "\u201c", "\ud83d\ude00", "\ud83d", "x", "7", "~", "url(", "data-x=\"", "/" };

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** The text with each signature of this policy, and each of the origins, as one character. */
    private static String withoutSignatures(String text, boolean markup) {
        String query = markup ? QUERY.replace("&", "&amp;") : QUERY;
        return text.replaceAll("(?:[?&]|&amp;)" + Pattern.quote(query), "\u0001")
                .replace("https://www.example.com/", "\u0002").replace(SITE + "/", "\u0002");
    }

    /** The text before each signature. */
    private static List<String> signedTexts(String text, boolean markup) {
        String query = markup ? QUERY.replace("&", "&amp;") : QUERY;
        List<String> before = new ArrayList<>();
        for (int end = text.indexOf(query); end >= 0; end = text.indexOf(query, end + 1)) {
            before.add(text.substring(0, end - (text.startsWith("&amp;", end - 5) ? 5 : 1)));
        }
        return before;
    }

    /** Whether a text ends with a URL that the policy covers and that may be signed. */
    private static boolean endsWithSignable(String text, boolean markup) {
        for (int start = text.lastIndexOf(OWN); start >= 0; start = text.lastIndexOf(OWN, start - 1)) {
            String url = text.substring(start);
            try {
                SIGNERS.policy().url(markup ? url.replaceAll("&(?:amp|#38|#x26);", "&") : url);
                return true;
            } catch (CloudFrontSignerException e) {
                // a part of the URL, or of the text before it
            }
        }
        return false;
    }

    private static void assertHarmless(String text, boolean markup) {
        String signed = SIGNERS.sign(text, markup);

        if (!text.contains("Signature")) {
            assertThat(signedTexts(signed, markup)).allMatch(before -> endsWithSignable(before, markup));
        }
        String left = withoutSignatures(signed, markup);
        String given = withoutSignatures(text, markup);
        if (!text.contains("Signature")) {
            assertThat(left.replace("\u0001", "")).isEqualTo(given);
            assertThat(withoutSignatures(SIGNERS.signer().unsigned(signed), markup)).isEqualTo(given);
        }
        assertThat(SIGNERS.sign(signed, markup)).as("signed again").isEqualTo(signed);
    }

    @Test
    void hostileText_hasNothingElseSigned() {
        Rounds.each(random -> {
            for (int i = 0; i < 50; i++) {
                String text = text(random);
                for (boolean markup : new boolean[] { true, false }) {
                    try {
                        assertHarmless(text, markup);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError((markup ? "markup: " : "text: ") + text, e);
                    }
                }
            }
        });
    }

    private static List<String> tree(String html) {
        Document document = Jsoup.parse(html);
        List<String> nodes = new ArrayList<>();
        for (Element element : document.getAllElements()) {
            nodes.add(element.nodeName());
            for (Attribute attribute : element.attributes()) {
                nodes.add(attribute.getKey() + "=" + attribute.getValue());
            }
            element.textNodes().forEach(text -> nodes.add(text.getWholeText()));
        }
        return nodes;
    }

    /** The same elements with the same attributes, and no host but ours gets a signature. */
    @Test
    void hostileMarkup_keepsItsTree() {
        Rounds.each(random -> {
            for (int i = 0; i < 50; i++) {
                String text = text(random);
                if (text.contains("Key-Pair-Id=")) {
                    continue;
                }
                List<String> before = tree(text);
                List<String> after = tree(SIGNERS.sign(text, true));
                assertThat(after).as(text).hasSameSizeAs(before);
                for (int n = 0; n < after.size(); n++) {
                    assertThat(withoutSignatures(withoutSignatures(after.get(n), false), true).replace("\u0001", "")).as(text)
                            .isEqualTo(withoutSignatures(before.get(n), false));
                    assertNotLeaked(after.get(n), text);
                }
            }
        });
    }

    private static final String[] ESCAPED = { "&lt;", "&lt;", "&lt;img src=", "&lt;img src=&quot;", "&#60;a href='", "&quot;",
            "&#34;",
            "&apos;", "\"", "'", "&gt;", "&#x3e;", "&amp;", "&amp;quot;", "&amp;lt;", "&#105;", "&#8217;", "&nbsp;", "&equals;",
            "&Tab;",
            "=", "/", " ", " ", "\n", "x", "img src=", " y='", " srcset=&quot;", "https://evil.example/",
            "https://evil.example/ ",
            "//evil.example", OWN + "a.png", OWN + "a.png", " " + OWN + "b.png", SITE + "/x", "<![CDATA[", "]]>", "<!-- ",
            "-->",
            "<b>", "</b>", "<b/>", "<", "<b x='", "<img src=\"", "\">", "'>", ">", "<?x ", "?>", ",", "?" };

    /** What a program reads that shows the text of an element as HTML. */
    @Test
    void escapedMarkup_leaksNothingToAnotherHost() {
        Rounds.each(random -> {
            for (int i = 0; i < 100; i++) {
                StringBuilder text = new StringBuilder("<r><d>");
                for (int n = random.nextInt(16); n >= 0; n--) {
                    text.append(ESCAPED[random.nextInt(ESCAPED.length)]);
                }
                String signed = SIGNERS.sign(text + "</d></r>", true);
                if (signed.contains(QUERY.replace("&", "&amp;"))) {
                    Jsoup.parse(signed, Parser.xmlParser()).select("r > d").stream().map(Element::wholeText)
                            .flatMap(shown -> tree(shown).stream()).forEach(node -> assertNotLeaked(node, signed));
                }
            }
        });
    }

    private static final Pattern ONE_URL = Pattern.compile("(?:href|src)=[\\s\\x00-\\x20]*(.*)", Pattern.DOTALL);

    private static void assertNotLeaked(String attribute, String text) {
        Matcher url = ONE_URL.matcher(attribute);
        if (url.matches() && attribute.contains(QUERY)) {
            assertThat(url.group(1)).as(text).startsWith(OWN);
        } else if (attribute.startsWith("data-src=") && attribute.contains(QUERY)) {
            assertThat(attribute.substring(0, attribute.indexOf(OWN))).as(text).doesNotContain("evil");
        }
    }

    /** Each of them would take hours if the time was not linear. */
    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = { "https://media.example.com/", "<", "<a", "<a ", "<a\n", "<a x='\n\n", "<h:\n\n", "<!--", "&#1;",
            "&", "\n",
            "\n ", "https://media.example.com/articles/7/..;/,", "https://media.example.com/articles/8/x?", "'", "\"", "(", "*",
            "\\",
            "<script>", "</", "https://media.example.com/x?Signature=s&", "https://media.example.com/x#", "=", "<a x=",
            "<p>A sentence of ordinary text, with nothing in it.</p>\n", "https://www.example.com/a)", ".", ";", "a;b.",
            "&lt;", "&lt;a<", "&lt;a='", "<![CDATA[", "&amp;", "&#0", "<!", "<?", "<noscript>", "<title>", "](", "&lt;b/>",
            "https://media.example.com/x?Policy=p&Signature=s&Key-Pair-Id=k)" })
    void timeOfLongTexts_isLinear(String piece) {
        String text = piece.repeat(2_000_000 / piece.length()) + " " + OWN + "a.png";
        for (String each : List.of(text, "<a href='" + text, "https://evil.example/" + text, "&lt;" + text,
                "<title>" + text + "</title>", "<p style='" + text + "'>", "<![CDATA[" + text + "]]>")) {
            long begin = System.nanoTime();
            SIGNERS.sign(each, true);
            SIGNERS.sign(each, false);
            SIGNERS.signer().unsigned(each);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
        }
    }
}
