package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.AllocatedBytes;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

@Tag("slow")
class DashManifestTest {

    private static final String PARAMETERS = Grants.query().substring(1).replace("&", "&amp;");
    private static final String BASE = "<BaseURL>" + Grants.PREFIX + "</BaseURL>";

    private static final String COMBINATIONS = "the references of the manifest, its BaseURLs, and its Representations make too "
            + "many combinations for its length; use fewer or shorter BaseURLs, or make references relative without ../";

    /** {@code S} stands for the grant's parameters. */
    private static String rewritten(String inMpd) {
        return shortened(Grants.dash("<MPD>" + inMpd + "</MPD>"));
    }

    private static String rewrittenWithOrdinaryWork(String inMpd) {
        String ordinary = Work.dash(inMpd.length());

        assertThat(AllocatedBytes.of(() -> rewritten(inMpd))).isLessThan(3 * AllocatedBytes.of(() -> Grants.dash(ordinary)));
        return rewritten(inMpd);
    }

    private static String withForeign(String inMpd) {
        return shortened(Grants.dashWithForeign("<MPD>" + inMpd + "</MPD>"));
    }

    private static String shortened(String manifest) {
        assertThat(manifest).startsWith("<MPD>").endsWith("</MPD>");
        return manifest.substring("<MPD>".length(), manifest.length() - "</MPD>".length()).replace(PARAMETERS, "S");
    }

    private static String inRepresentation(String content) {
        return "<Period><AdaptationSet><Representation id=\"v1\" bandwidth=\"800\">" + content
                + "</Representation></AdaptationSet></Period>";
    }

    private static void assertRefused(String inMpd, String message) {
        assertThatThrownBy(() -> Grants.dash("<MPD>" + inMpd + "</MPD>")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining(message);
    }

    @Test
    void manifestWithoutBase_getsOne() {
        assertThat(rewritten("<Period/>")).isEqualTo(BASE + "<Period/>");
        assertThat(rewritten("<ProgramInformation/><!-- a --><Location>l</Location><Period/>"))
                .isEqualTo("<ProgramInformation/>" + BASE + "<Location>l</Location><Period/>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ./ | https://media.example.com/hls/7/
            . | https://media.example.com/hls/7/
            '' | https://media.example.com/hls/7/
            v/ | https://media.example.com/hls/7/v/
            /hls/7/v/ | https://media.example.com/hls/7/v/
            https://media.example.com/hls/7/v/ | https://media.example.com/hls/7/v/
            //media.example.com/hls/ | https://media.example.com/hls/
            all.mp4 | https://media.example.com/hls/7/all.mp4?S
            all.mp4?a=1 | https://media.example.com/hls/7/all.mp4?a=1&amp;S
            """)
    void ownBase_becomesAbsolute(String base, String expected) {
        assertThat(rewritten("<BaseURL a=\"b\"> " + base + "\n</BaseURL><Period/>"))
                .isEqualTo("<BaseURL a=\"b\">" + expected + "</BaseURL><Period/>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <SegmentTemplate media="$RepresentationID$/$Number%05d$.m4s" initialization="$RepresentationID$/i.mp4" startNumber="1"/> \
            | <SegmentTemplate media="$RepresentationID$/$Number%05d$.m4s?S" initialization="$RepresentationID$/i.mp4?S" startNumber="1"/>
            <SegmentTemplate media="$Bandwidth$-$Time$.m4s?n=$SubNumber$" index="$$.idx" bitstreamSwitching="b.mp4"/> \
            | <SegmentTemplate media="$Bandwidth$-$Time$.m4s?n=$SubNumber$&amp;S" index="$$.idx?S" bitstreamSwitching="b.mp4?S"/>
            <SegmentTemplate media="/hls/7/$Number$.m4s"/> | <SegmentTemplate media="/hls/7/$Number$.m4s?S"/>
            <SegmentTemplate media="https://media.example.com/hls/7/$Number$.m4s"/> \
            | <SegmentTemplate media="https://media.example.com/hls/7/$Number$.m4s?S"/>
            <SegmentList><Initialization sourceURL="i.mp4" range="0-1"/><SegmentURL media="1.m4s" mediaRange="0-9" index="1.idx"/></SegmentList> \
            | <SegmentList><Initialization sourceURL="i.mp4?S" range="0-1"/><SegmentURL media="1.m4s?S" mediaRange="0-9" index="1.idx?S"/></SegmentList>
            <SegmentBase><Initialization range="0-1"/><RepresentationIndex sourceURL="x"/><BitstreamSwitching sourceURL="y"/></SegmentBase> \
            | <SegmentBase><Initialization range="0-1"/><RepresentationIndex sourceURL="x?S"/><BitstreamSwitching sourceURL="y?S"/></SegmentBase>
            <BaseURL>v.mp4</BaseURL><SegmentBase indexRange="0-9"/> | <BaseURL>v.mp4?S</BaseURL><SegmentBase indexRange="0-9"/>
            <BaseURL>v1/</BaseURL><SegmentTemplate media="$Number$"/> | <BaseURL>v1/</BaseURL><SegmentTemplate media="$Number$?S"/>
            <BaseURL/><SegmentURL/><Initialization sourceURL="data:video/mp4,x"/> | <BaseURL></BaseURL><SegmentURL/><Initialization sourceURL="data:video/mp4,x"/>
            """)
    void references_stayRelativeAndGetTheSignature(String content, String expected) {
        assertThat(rewritten(inRepresentation(content))).isEqualTo(BASE + inRepresentation(expected));
    }

    /** A template applies to all representations below it, each with its own base. */
    @Test
    void inheritedTemplate_isSigned() {
        String manifest = "<Period><BaseURL>p/</BaseURL><AdaptationSet><SegmentTemplate media=\"$RepresentationID$-$Number$.m4s%s\"/>"
                + "<Representation id=\"a\"><BaseURL>a/</BaseURL></Representation><Representation id=\"b\"/></AdaptationSet></Period>";
        assertThat(rewritten(manifest.formatted(""))).isEqualTo(BASE + manifest.formatted("?S"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <BaseURL>../8/</BaseURL> | does not cover it
            <BaseURL>https://cdn.example/</BaseURL> | does not cover it
            <BaseURL>%2e%2e/</BaseURL> | it has a dot segment
            """)
    void inheritedTemplate_isCheckedForEachRepresentation(String base, String message) {
        assertRefused("<Period><AdaptationSet><SegmentTemplate media=\"$Number$.m4s\"/><Representation id=\"a\"/>"
                + "<Representation id=\"b\">" + base + "</Representation></AdaptationSet></Period>", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .. | does not cover it
            ../8 | does not cover it
            * | it has a *
            a b | it has the character U+0020
            x?Policy=y&amp; | CloudFront reserves
            """)
    void invalidRepresentationId_fails(String id, String message) {
        assertRefused("<Period><AdaptationSet><SegmentTemplate media=\"$RepresentationID$/$Number$.m4s\"/>"
                + "<Representation id=\"a\"/><Representation id=\"" + id + "\"/></AdaptationSet></Period>", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a*.m4s | it has a *
            %2e%2e/a.m4s | it has a dot segment
            a\\b.m4s | it has the character U+005C
            a.m4s?Signature=s | a parameter that CloudFront reserves
            a.m4s#x | it has a fragment
            https://me@media.example.com/hls/7/a.m4s | it has user info
            https:///a.m4s | its host is not one of
            ä.m4s | it has the character U+00E4
            a&#9;.m4s | it has the character U+0009
            &quot;a.m4s | it has the character U+0022
            """)
    void unsignableReference_failsInEitherMode(String uri, String message) {
        for (String element : new String[] { "<SegmentTemplate media=\"%s\"/>", "<SegmentURL media=\"%s\"/>",
                "<Initialization sourceURL=\"%s\"/>", "<BaseURL>%s</BaseURL><SegmentURL media=\"a.m4s\"/>" }) {
            String content = inRepresentation(element.formatted(uri));
            assertRefused(content, message);
            assertThatThrownBy(() -> withForeign(content)).hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://cdn.example/a.m4s", "//cdn.example/hls/7/a.m4s", "../8/a.m4s", "/hls/8/a.m4s",
            "https://other.example.com/hls/7/a.m4s", "javascript:alert(1)", "ftp://media.example.com/hls/7/a.m4s" })
    void foreignReference_failsOrStays(String uri) {
        for (String element : new String[] { "<SegmentTemplate media=\"%s\"/>", "<SegmentURL media=\"%s\"/>",
                "<Initialization sourceURL=\"%s\"/>", "<BaseURL>%s</BaseURL>" }) {
            String content = inRepresentation(element.formatted(uri));
            assertRefused(content, "the grant for https://media.example.com/hls/7/* does not cover it; widen the resource, or "
                    + "leave such URIs in playlists unchanged with quarkus.cloudfront-signer.playlists.foreign-uris=keep");
            assertThat(withForeign(content)).isEqualTo(BASE + content);
        }
    }

    @Test
    void referenceWithoutRepresentation_isChecked() {
        assertRefused(
                "<Period><AdaptationSet><SegmentTemplate media=\"https://cdn.example/$Number$\"/></AdaptationSet></Period>",
                "does not cover it");
        assertRefused("<Period><SegmentTemplate media=\"https://cdn.example/$RepresentationID$\"/></Period>",
                "does not cover it");
        assertRefused("<Period><SegmentList><SegmentURL media=\"a*\"/></SegmentList></Period>", "it has a *");
    }

    @ParameterizedTest
    @ValueSource(strings = { "<SegmentURL media=\"\"/>", "<Initialization sourceURL=\"data:video/mp4;base64,AAAA\"/>",
            "<BaseURL>data:,a</BaseURL>", "<BaseURL></BaseURL>" })
    void reference_thatIsEmptyOrData_stays(String element) {
        assertThat(rewritten(inRepresentation(element))).isEqualTo(BASE + inRepresentation(element));
    }

    @Test
    void dataAsTheBaseOfAll_stays() {
        String content = "<BaseURL>data:,a</BaseURL><Period/>";

        assertThat(rewritten(content)).isEqualTo(content);
        assertThat(withForeign(content)).isEqualTo(content);
    }

    @Test
    void dollarSign_outsideOfATemplate_isLiteral() {
        assertThat(rewritten(inRepresentation("<SegmentURL media=\"a$b.m4s\"/>"))).contains("media=\"a$b.m4s?S\"");
    }

    @Test
    void base_inPieces_isReadAsOneText() {
        assertThat(rewritten("<BaseURL><![CDATA[v]]><!-- c -->/</BaseURL><Period/>"))
                .isEqualTo("<BaseURL>" + Grants.PREFIX + "v/</BaseURL><Period/>");
    }

    @Test
    void unreadableSource_isNotReportedAsAMalformedManifest() {
        IOException broken = new IOException("broken");

        assertThatThrownBy(() -> new DashManifest(Grants.uris(ForeignUris.FAIL)).rewrite(new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        }, new ByteArrayOutputStream())).isSameAs(broken);
    }

    @Test
    void foreignBase_relativeToTheScheme_staysAsItIs() {
        String content = "<BaseURL>//cdn.example/</BaseURL><Period/>";

        assertThat(withForeign(content)).isEqualTo(content);
        assertRefused(content, "does not cover it");
    }

    @Test
    void referenceRelativeToAForeignBase_isForeign() {
        String content = "<BaseURL>https://cdn.example/v/</BaseURL>"
                + inRepresentation("<SegmentTemplate media=\"$Number$\"/>");
        assertRefused(content, "does not cover it");
        assertThat(withForeign(content)).isEqualTo(content);
    }

    /** The parameters must not be sent to another host. */
    @Test
    void referenceRelativeToAForeignAndAnOwnBase_fails() {
        String foreign = "<BaseURL>https://cdn.example/hls/7/</BaseURL>";
        String own = "<BaseURL>/hls/7/</BaseURL>";
        for (String bases : new String[] { foreign + own, own + foreign }) {
            assertThatThrownBy(() -> withForeign(bases + inRepresentation("<SegmentTemplate media=\"$Number$\"/>")))
                    .as(bases).hasMessageContaining(
                            "a reference leads out of the grant from one BaseURL, but not from another; make it absolute");
        }
        assertThatThrownBy(
                () -> withForeign("<Period><AdaptationSet><SegmentTemplate media=\"$Number$\"/><Representation id=\"a\">"
                        + "<BaseURL>https://cdn.example/</BaseURL></Representation></AdaptationSet></Period>"))
                .hasMessageContaining("leads out of the grant for some representations and not for others; give each "
                        + "representation its own reference");
    }

    /** The parameters were written before the base of the representation was known. */
    @ParameterizedTest
    @ValueSource(strings = { "$RepresentationID$.m4s", "$RepresentationID$/../a.m4s", "../7/a.m4s", "/hls/7/a.m4s",
            "?a=1" })
    void inheritedSegment_isNotSignedForAForeignBase(String media) {
        for (String element : new String[] { "<SegmentTemplate media=\"%s\"/>",
                "<SegmentList><SegmentURL media=\"%s\"/></SegmentList>" }) {
            if (media.startsWith("$") && element.contains("SegmentURL")) {
                continue;
            }
            String manifest = "<Period>" + element.formatted(media) + "<AdaptationSet><Representation id=\"a\"/>"
                    + "<Representation id=\"b\"><BaseURL>https://cdn.example/</BaseURL></Representation></AdaptationSet></Period>";

            assertThatThrownBy(() -> withForeign(manifest)).as(manifest).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageContaining("a reference leads out of the grant for some representations and not for others");
        }
    }

    /** The longest segment decides only for those that are below their base. */
    @Test
    void inheritedSegmentAboveItsBase_isCheckedBesideLongerOnes() {
        String manifest = "<Period><BaseURL>b/c/</BaseURL><SegmentList><SegmentURL media=\"../a.m4s\"/>"
                + "<SegmentURL media=\"longer.m4s\"/></SegmentList><AdaptationSet><Representation id=\"a\">"
                + "<BaseURL>%s</BaseURL></Representation></AdaptationSet></Period>";

        assertThat(rewritten(manifest.formatted("/hls/7/d/"))).contains("../a.m4s?S", "longer.m4s?S");
        assertRefused(manifest.formatted("/hls/7/"), "does not cover it");
        assertThatThrownBy(() -> withForeign(manifest.formatted("/hls/7/")))
                .hasMessageContaining("for some representations and not for others");
    }

    @Test
    void foreignSegmentOfAPeriod_stays() {
        String manifest = "<Period><SegmentList><SegmentURL media=\"https://cdn.example/a.m4s\"/></SegmentList>"
                + "<AdaptationSet><Representation id=\"a\"/></AdaptationSet></Period>";

        assertThat(withForeign(manifest)).isEqualTo(BASE + manifest);
        assertRefused(manifest, "does not cover it");
    }

    @Test
    void alternativeBases_multiplyUpToALimit() {
        String six = "<BaseURL>a/</BaseURL>".repeat(6);
        assertRefused(six + "<Period>" + six + "<AdaptationSet>" + six + "</AdaptationSet></Period>",
                "the BaseURLs of the manifest make more than 100 combinations");
    }

    /**
     * A hundred bases, segments that a period's representations inherit, and a base for each representation. The combinations
     * of all three are not checked one by one.
     */
    @Test
    void segments_ofManyBasesAndRepresentations_takeLinearTime() {
        StringBuilder manifest = new StringBuilder("<BaseURL>b/</BaseURL>".repeat(100)).append("<Period><SegmentList>");
        manifest.append("<SegmentURL media=\"a.m4s\"/>".repeat(20_000)).append("</SegmentList><AdaptationSet>");
        manifest.append("<Representation><BaseURL>r/</BaseURL></Representation>".repeat(500))
                .append("</AdaptationSet></Period>");

        String rewritten = rewrittenWithOrdinaryWork(manifest.toString());

        assertThat(rewritten).isEqualTo(manifest.toString().replace("a.m4s", "a.m4s?S")
                .replace("<BaseURL>b/", "<BaseURL>" + Grants.PREFIX + "b/"));
    }

    /** Absolute references do not depend on a base, so they are the same for all. */
    @Test
    void absoluteSegments_ofManyRepresentations_takeLinearTime() {
        String segments = "<SegmentURL media=\"/hls/7/1\"/>".repeat(60_000);
        String manifest = "<Period><SegmentList>" + segments + "</SegmentList><AdaptationSet>"
                + "<Representation/>".repeat(60_000) + "</AdaptationSet></Period>";

        String rewritten = rewrittenWithOrdinaryWork(manifest);

        assertThat(rewritten).isEqualTo(BASE + manifest.replace("/1\"", "/1?S\""));
    }

    /** The segments differ, but lead into the same directories. */
    @ParameterizedTest
    @ValueSource(strings = { "../%s.m4s", "../../7/b/%s.m4s", "/hls/7/%s.m4s", "https://media.example.com/hls/7/%s.m4s" })
    void segmentsOutsideOfManyBases_takeLinearTime(String media) {
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            manifest.append("<BaseURL>b/c").append(i).append("/</BaseURL>");
        }
        manifest.append("<Period><AdaptationSet><Representation><SegmentList>");
        for (int i = 0; i < 20_000; i++) {
            manifest.append("<SegmentURL media=\"").append(media.formatted(i)).append("\"/>");
        }
        manifest.append("</SegmentList></Representation></AdaptationSet></Period>");

        String rewritten = rewrittenWithOrdinaryWork(manifest.toString());

        assertThat(rewritten).isEqualTo(manifest.toString().replace(".m4s", ".m4s?S")
                .replace("<BaseURL>", "<BaseURL>" + Grants.PREFIX));
    }

    /** The grant does not cover the result for the second base. */
    @ParameterizedTest
    @ValueSource(strings = { "../a.m4s", "../b/../../7/a.m4s", "../%2e%2e/a.m4s" })
    void segmentOutsideOfSomeBases_fails(String media) {
        String content = "<BaseURL>/hls/7/b/</BaseURL><BaseURL>/hls/7/</BaseURL>"
                + inRepresentation("<SegmentURL media=\"" + media + "\"/>");

        assertThatThrownBy(() -> rewritten(content)).isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> withForeign(content)).isInstanceOf(CloudFrontSignerException.class);
    }

    /** Behind the directory, if there is one, is only a query, so that each base is checked. */
    @ParameterizedTest
    @ValueSource(strings = { "?a=1", "../7/b/?a=1" })
    void query_ofEachBase_isSigned(String media) {
        String content = "<BaseURL>/hls/7/b/</BaseURL><BaseURL>/hls/%s/b/</BaseURL>"
                + inRepresentation("<SegmentURL media=\"" + media + "%s\"/>");

        assertThat(rewritten(content.formatted("7/7", ""))).isEqualTo(
                content.formatted("7/7", "&amp;S").replace("<BaseURL>", "<BaseURL>" + Grants.SITE));
        assertThatThrownBy(() -> withForeign(content.formatted("8", ""))).isInstanceOf(CloudFrontSignerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "../../8/a.m4s", "../../8/b/?a=1", "/hls/8/a.m4s", "//cdn.example/a.m4s" })
    void segmentOutsideOfAllBases_isForeign(String media) {
        String content = "<BaseURL>/hls/7/b/</BaseURL><BaseURL>/hls/7/c/</BaseURL>"
                + inRepresentation("<SegmentURL media=\"" + media + "\"/>");

        assertThat(withForeign(content)).isEqualTo(content.replace("<BaseURL>", "<BaseURL>" + Grants.SITE));
        assertRefused(content, "does not cover it");
    }

    /** Segments of a period come before the bases of its representations are known. */
    @Test
    void segmentsOfAPeriod_betweenRepresentations_takeLinearTime() {
        String manifest = "<Period><AdaptationSet>"
                + "<SegmentURL media=\"1\"/><Representation><BaseURL>r/</BaseURL></Representation>".repeat(20_000)
                + "</AdaptationSet></Period>";

        String rewritten = rewrittenWithOrdinaryWork(manifest);

        assertThat(rewritten).isEqualTo(BASE + manifest.replace("\"1\"", "\"1?S\""));
    }

    /** Only the longest segment is remembered, and another one leads out of the grant from the second base. */
    @Test
    void segmentsOfAPeriod_withABaseOutsideOfTheGrant_fail() {
        String manifest = "<Period><SegmentList><SegmentURL media=\"7/long.m4s\"/><SegmentURL media=\"8/a.m4s\"/></SegmentList>"
                + "<AdaptationSet><Representation><BaseURL>/hls/</BaseURL></Representation></AdaptationSet></Period>";

        assertRefused(manifest, "leads out of the grant for some representations and not for others");
    }

    @Test
    void segmentsOfAPeriod_thatMustBeRemembered_haveALimit() {
        String manifest = "<Period><SegmentList>" + "<SegmentURL media=\"/hls/7/1\"/>".repeat(100_001)
                + "</SegmentList></Period>";

        assertRefused(manifest, "a Period has more than 100000 references for which each Representation must be checked");
    }

    /** Each representation comes after another segment, so that all segments are checked again. */
    @ParameterizedTest
    @ValueSource(strings = { "/hls/7/1", "../7/1" })
    void segments_betweenRepresentations_areNotCheckedWithoutEnd(String media) {
        assertRefused("<Period><AdaptationSet>" + ("<SegmentURL media=\"" + media + "\"/><Representation/>").repeat(5_000)
                + "</AdaptationSet></Period>", COMBINATIONS);
    }

    @Test
    void bases_ofManyRepresentations_areResolvedToALimit() {
        assertRefused("<BaseURL>b/</BaseURL>".repeat(100) + "<Period><AdaptationSet>"
                + "<Representation><BaseURL>r/</BaseURL></Representation>".repeat(2000) + "</AdaptationSet></Period>",
                COMBINATIONS);
    }

    @Test
    void template_ofManyRepresentations_isCheckedForEachToALimit() {
        String manifest = "<Period>" + "<SegmentTemplate media=\"$RepresentationID$\"/>".repeat(500) + "<AdaptationSet>"
                + "<Representation/>".repeat(500) + "</AdaptationSet></Period>";

        assertRefused(manifest, COMBINATIONS);
    }

    @ParameterizedTest
    @CsvSource({ "Period, Period", "Period, MPD", "AdaptationSet, AdaptationSet", "AdaptationSet, EmptyAdaptationSet",
            "AdaptationSet, Period", "Representation, Representation", "Representation, AdaptationSet" })
    void level_thatIsNestedInAnotherOrder_fails(String outer, String inner) {
        assertRefused("<%s><%s/></%s>".formatted(outer, inner, outer),
                "the DASH manifest has a %s in a %s; move it outside".formatted(inner, outer));
        assertRefused("<%s><Extension><%s/></Extension></%s>".formatted(outer, inner, outer),
                "the DASH manifest has a %s in a %s; move it outside".formatted(inner, outer));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "x:a" })
    void depth_isBounded(String name) {
        String manifest = "<MPD xmlns:x=\"urn:x\">" + ("<" + name + ">").repeat(40_000) + ("</" + name + ">").repeat(40_000)
                + "</MPD>";

        assertThatThrownBy(() -> Grants.dash(manifest)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("the elements of the DASH manifest are nested more than 100 deep");
        String deepest = "<MPD xmlns:x=\"urn:x\">" + ("<" + name + ">").repeat(99) + ("</" + name + ">").repeat(99) + "</MPD>";
        assertThat(Grants.dash(deepest)).contains("<" + name);
    }

    /** The segments lead into different directories. */
    @Test
    void combinations_thatCannotBeCheckedInLinearTime_fail() {
        StringBuilder manifest = new StringBuilder("<BaseURL>b/c/</BaseURL>".repeat(100)).append("<Period><SegmentList>");
        for (int i = 0; i < 2000; i++) {
            manifest.append("<SegmentURL media=\"../").append(i).append("/a.m4s\"/>");
        }

        assertRefused(manifest.append("</SegmentList></Period>").toString(),
                COMBINATIONS);
    }

    /** The work for each of them would grow with the length of the base. */
    @ParameterizedTest
    @ValueSource(strings = { "a%41", "../a", "?a" })
    void referencesBelowALongBase_areLimitedByTheirCharacters(String media) {
        String manifest = "<BaseURL>" + "a/".repeat(3_000) + "</BaseURL>"
                + inRepresentation("<SegmentList>" + ("<SegmentURL media=\"" + media + "\"/>").repeat(500) + "</SegmentList>");

        assertRefused(manifest, COMBINATIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "<SegmentTemplate media=\"U\"/>", "<BaseURL>U</BaseURL>",
            "<SegmentTemplate media=\"$RepresentationID$$RepresentationID$\"/><Representation id=\"U/\"/>" })
    void referenceThatIsLongerThanAUrl_fails(String content) {
        String manifest = "<Period><AdaptationSet>" + content + "</AdaptationSet></Period>";

        for (String uri : new String[] { "a".repeat(8_193), "//e/" + "a".repeat(8_193) }) {
            assertThatThrownBy(() -> withForeign(manifest.replace("U/\"", uri + "\"").replace("U\"", uri + "\"")
                    .replace("U<", uri + "<"))).hasMessage(
                            "a URI of the manifest has more than the 8192 characters that CloudFront accepts");
        }
    }

    /** A thumbnail, or the only segment of a subtitle. */
    @Test
    void longData_staysAsItIs() {
        String data = "data:text/vtt;base64," + "a".repeat(100_000);
        String manifest = "<BaseURL>b/</BaseURL>" + inRepresentation("<BaseURL>" + data + "</BaseURL><SegmentBase/>");

        assertThat(withForeign(manifest)).contains(data);
    }

    @Test
    void longContentOfAStream_failsBeforeItFillsTheMemory() {
        InputStream comment = new SequenceInputStream(new ByteArrayInputStream("<MPD><!--".getBytes(StandardCharsets.UTF_8)),
                new InputStream() {
                    @Override
                    public int read() {
                        return 'a';
                    }
                });

        assertThatThrownBy(() -> new DashManifest(Grants.uris(ForeignUris.FAIL)).rewrite(comment,
                OutputStream.nullOutputStream())).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("the DASH manifest has an element or a comment of more than 1048576 bytes");
    }

    @Test
    void differentNames_areLimited() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            names.append("<a").append(i).append("/>");
        }

        assertRefused(names.toString(), "the DASH manifest has more than 1000 different names of elements and attributes");
    }

    /** The limit of combinations grows with the manifest. */
    @Test
    void manyRepresentations_withSharedTemplates_areSigned() {
        String period = "<Period><AdaptationSet><SegmentTemplate media=\"$RepresentationID$/$Number$.m4s%s\"/>"
                + "<Representation id=\"a\"/>".repeat(5) + "</AdaptationSet></Period>";

        assertThat(rewritten(period.formatted("").repeat(30_000))).isEqualTo(BASE + period.formatted("?S").repeat(30_000));
    }

    /** A URL of the second representation is longer than CloudFront allows. */
    @Test
    void inheritedSegment_isCheckedForALongerBase() {
        String manifest = "<Period><AdaptationSet><SegmentTemplate media=\"$Number$.m4s\"/><Representation id=\"a\"/>"
                + "<Representation id=\"b\"><BaseURL>%s/</BaseURL></Representation></AdaptationSet></Period>";

        assertThat(rewritten(manifest.formatted("b".repeat(7000)))).contains("$Number$.m4s?S");
        assertRefused(manifest.formatted("b".repeat(8100)), "bytes long once signed");
    }

    @Test
    void longestInheritedSegment_decidesForAll() {
        int left = Grants.longestReference();
        String manifest = "<Period><SegmentList><SegmentURL media=\"a\"/><SegmentURL media=\"" + "a".repeat(100)
                + "\"/><SegmentURL media=\"b\"/></SegmentList><AdaptationSet><Representation><BaseURL>%s/</BaseURL>"
                + "</Representation></AdaptationSet></Period>";

        assertThat(rewritten(manifest.formatted("b".repeat(left - 101)))).contains("media=\"a?S");
        assertRefused(manifest.formatted("b".repeat(left - 100)), "bytes long once signed");
    }

    /** The first base is the longer one. */
    @Test
    void longestBase_decidesForAll() {
        int left = Grants.longestReference();
        String manifest = "<BaseURL>%s/</BaseURL><BaseURL>a/</BaseURL>" + inRepresentation("<SegmentURL media=\"a\"/>");

        assertThat(rewritten(manifest.formatted("b".repeat(left - 2)))).contains("media=\"a?S");
        assertRefused(manifest.formatted("b".repeat(left - 1)), "bytes long once signed");
    }

    /** The grant covers the first base, and must cover the others, too. */
    @ParameterizedTest
    @ValueSource(strings = { "/hls/8/", "https://other.example.com/hls/7/", "../", "%2e%2e/",
            "https://MEDIA.example.com/hls/7/" })
    void alternativeBase_thatIsNotInTheGrant_fails(String base) {
        String content = "<BaseURL>a/</BaseURL><BaseURL>" + base + "</BaseURL>"
                + inRepresentation("<SegmentURL media=\"a.m4s\"/>");

        assertThatThrownBy(() -> Grants.dash("<MPD>" + content + "</MPD>")).isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> withForeign(content)).isInstanceOf(CloudFrontSignerException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <Period/><BaseURL>a/</BaseURL> | a BaseURL comes after references that are relative to it
            <Period><AdaptationSet/><BaseURL>a/</BaseURL></Period> | a BaseURL comes after references that are relative to it
            <Period><SegmentList><SegmentURL media="a"/></SegmentList><BaseURL>a/</BaseURL></Period> | a BaseURL comes after
            <BaseURL byteRange="$base$?r=$first$">a/</BaseURL> | a BaseURL has a byteRange
            <Period><SegmentTemplate media="$Number"/></Period> | a $ in a SegmentTemplate is never closed
            """)
    void ambiguousManifest_fails(String content, String message) {
        assertRefused(content, message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "$Nr$", "$Number%5d$", "$Number%0d$", "$Number%0500d$", "$Number%0xd$", "$Number%0/d$",
            "$Number%0:d$", "$Number%15d$", "$RepresentationID%05d$",
            "$%05d$", "$Number%05x$" })
    void unknownTemplateIdentifier_fails(String identifier) {
        assertRefused(inRepresentation("<SegmentTemplate media=\"" + identifier + "\"/>"),
                "a SegmentTemplate has an identifier of");
    }

    @Test
    void otherContent_staysAsItIs() {
        String manifest = """
                <m:MPD xmlns:m="urn:mpeg:dash:schema:mpd:2011" xmlns="urn:other" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en" \
                xsi:schemaLocation="urn:mpeg:dash:schema:mpd:2011 DASH-MPD.xsd" profiles="a,b">
                  <m:ProgramInformation moreInformationURL="i.html"><m:Title>a &amp; &lt;b&gt; "c" <![CDATA[<d>&]]> é</m:Title></m:ProgramInformation>
                  <m:BaseURL>https://media.example.com/hls/7/</m:BaseURL>
                  <m:Location xsi:base="a">a.mpd</m:Location>
                  <Location>51,7</Location><Extension>relative/</Extension><Extension media="other-namespace.m4s"/>
                  <m:UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="https://time.example/"/>
                  <m:Period xlink:href="urn:mpeg:dash:resolve-to-zero:2013" xlink:actuate="onLoad">
                    <m:AdaptationSet><m:ContentProtection schemeIdUri="urn:uuid:x"><cp:pssh xmlns:cp="urn:mpeg:cenc:2013" a="1">AA=</cp:pssh>
                      <laurl xmlns="urn:l" xlink:href="https://license.example/l.xml">https://license.example/?a=1&amp;b=2</laurl></m:ContentProtection>
                      <m:SegmentTemplate timescale="1"><m:SegmentTimeline><m:S t="0" d="4" r="-1"/></m:SegmentTimeline></m:SegmentTemplate>
                    </m:AdaptationSet>
                  </m:Period>
                </m:MPD>""";
        assertThat(Grants.dash(manifest)).isEqualTo(manifest);
    }

    /** dash.js and Shaka Player find elements in them: dash.js ends an instruction at the first >, and both end <!--> there. */
    @Test
    void commentsAndInstructions_areLeftOut() {
        String evil = "<BaseURL>https://evil.example/</BaseURL>";
        assertThat(Grants.dash("<?x />" + evil + "?><!-- a --><MPD><?x?>" + BASE + "<!-->" + evil + "--><Period><!--->" + evil
                + "--><?pi />" + evil + "?></Period></MPD>")).isEqualTo("<MPD>" + BASE + "<Period></Period></MPD>");
    }

    /** The same players read the value of an attribute with another name as attributes. */
    @ParameterizedTest
    @ValueSource(strings = { "<Title é=\" media='https://evil.example/'\"/>", "<BaseURL é='a'>b/</BaseURL>", "<x xmlns:é='a'/>",
            "<_x/>", "<x a_é='b'/>", "<é:x xmlns:é='a'/>" })
    void nameThatSimpleParsersDoNotKnow_isRefused(String element) {
        assertRefused(element + "<Period/>",
                "the name of an element, attribute, or namespace in the DASH manifest does not begin with an ASCII letter, or "
                        + "contains characters other than ASCII letters, digits, -, _, and periods, and players may read it in "
                        + "different ways; rename it");
        assertThatThrownBy(() -> Grants.dash("<MPD é='a'><Period/></MPD>")).hasMessageContaining("the name of an element");
    }

    /** dash.js replaces identifiers in all references. */
    @ParameterizedTest
    @ValueSource(strings = { "<SegmentList><SegmentURL media='$RepresentationID$/a.m4s'/></SegmentList>",
            "<SegmentList><Initialization sourceURL='$Foo$'/></SegmentList>" })
    void identifierOutsideOfATemplate_isRefused(String segments) {
        assertRefused("<Period><AdaptationSet><Representation id='https://evil.example'>" + segments
                + "</Representation></AdaptationSet></Period>",
                "a reference that does not belong to a SegmentTemplate has an "
                        + "identifier such as $RepresentationID$, which some players replace anyway; write its value instead");
    }

    /** Players such as Shaka only compare local names, so they would send the segments' signatures to the other host. */
    @ParameterizedTest
    @ValueSource(strings = { "<BaseURL xmlns=\"urn:x\">https://evil.example/</BaseURL>",
            "<x:BaseURL xmlns:x=\"urn:x\">https://evil.example/</x:BaseURL>",
            "<Period xmlns=\"urn:x\"><BaseURL>https://evil.example/</BaseURL></Period>",
            "<x:SegmentTemplate xmlns:x=\"urn:x\" media=\"https://evil.example/\"/>",
            "<x:SegmentURL xmlns:x=\"urn:x\" media=\"a\"/>", "<x:Initialization xmlns:x=\"urn:x\" sourceURL=\"a\"/>",
            "<x:RepresentationIndex xmlns:x=\"urn:x\" sourceURL=\"a\"/>",
            "<x:BitstreamSwitching xmlns:x=\"urn:x\" sourceURL=\"a\"/>",
            "<x:SegmentList xmlns:x=\"urn:x\"/>", "<x:MPD xmlns:x=\"urn:x\"/>" })
    void elementOfTheManifest_inAnotherNamespace_fails(String element) {
        for (String content : new String[] { element, element + inRepresentation("<SegmentTemplate media=\"$Number$\"/>"),
                inRepresentation(element) }) {
            assertRefused(content, " of the DASH manifest has a different namespace from its root");
            assertThatThrownBy(() -> withForeign(content)).hasMessageContaining("has a different namespace from its root");
        }
        assertThatThrownBy(
                () -> Grants.dash("<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL xmlns=\"\">a/</BaseURL></MPD>"))
                .hasMessageContaining("has a different namespace from its root");
    }

    /** ffmpeg ignores the case of element names, so it would send the segments' signatures to the other host. */
    @ParameterizedTest
    @ValueSource(strings = { "<baseurl>https://evil.example/</baseurl>", "<BASEURL>a/</BASEURL>", "<BaseUrl>a/</BaseUrl>",
            "<segmenttemplate media=\"a\"/>", "<segmentUrl media=\"a\"/>", "<initialization sourceURL=\"a\"/>",
            "<x:baseURL xmlns:x=\"urn:x\">a/</x:baseURL>", "<adaptationset/>", "<mpd/>",
            "<SegmentTemplate Media=\"a\"/>", "<SegmentURL MEDIA=\"a\"/>", "<Initialization sourceUrl=\"a\"/>",
            "<InitializationSet Initialization=\"a\"/>", "<Representation ID=\"a\"/>", "<BaseURL ByteRange=\"a\">a/</BaseURL>",
            "<SegmentURL x:Media=\"a\" xmlns:x=\"urn:x\"/>" })
    void nameInOtherCase_fails(String element) {
        String content = "<Period>" + element + "<AdaptationSet/></Period>";

        assertThatThrownBy(() -> Grants.dash("<MPD>" + content + "</MPD>")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageMatching(
                        "an (element|attribute) of the DASH manifest is named \\w+, and players may take it for \\w+; "
                                + "remove it, or correct its name"
                                + "|the Media attribute of a SegmentURL of the DASH manifest has a namespace, and players may use it "
                                + "anyway; remove its prefix");
        assertThatThrownBy(() -> withForeign(content)).isInstanceOf(CloudFrontSignerException.class);
    }

    /** In other places, it is not rewritten, but a player may still use it as the base of later URLs. */
    @ParameterizedTest
    @ValueSource(strings = { "<SegmentList><BaseURL>https://evil.example/</BaseURL></SegmentList>",
            "<SubRepresentation><BaseURL>a/</BaseURL></SubRepresentation>", "<Extension><BaseURL>a/</BaseURL></Extension>" })
    void base_thatStandsWhereDashHasNone_fails(String element) {
        for (String content : new String[] { element, inRepresentation(element) }) {
            assertRefused(content, "a BaseURL of the DASH manifest is in a place where DASH does not allow one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "<Period xml:base=\"https://evil.example/\"/>", "<BaseURL xml:base=\"a/\">b/</BaseURL>",
            "<Extension xml:base=\"a/\"/>" })
    void xmlBase_fails(String element) {
        assertRefused(element, "has an xml:base");
        assertThatThrownBy(() -> Grants.dash("<MPD xml:base=\"https://evil.example/\"/>"))
                .hasMessageContaining("has an xml:base");
    }

    @Test
    void initializationSet_isSigned() {
        assertThat(rewritten("<InitializationSet id=\"1\" initialization=\"i.mp4\"/><Period/>"))
                .isEqualTo(BASE + "<InitializationSet id=\"1\" initialization=\"i.mp4?S\"/><Period/>");
        assertRefused("<InitializationSet initialization=\"https://evil.example/i.mp4\"/><Period/>", "does not cover it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "<SegmentTemplate x:media=\"https://evil.example/$Number$\"/>", "<SegmentURL x:index=\"a\"/>",
            "<SegmentURL media=\"a\" x:media=\"https://evil.example/\"/>", "<Initialization x:sourceURL=\"a\"/>" })
    void reference_withANamespace_fails(String element) {
        assertThatThrownBy(() -> Grants.dash("<MPD xmlns:x=\"urn:x\">" + inRepresentation(element) + "</MPD>"))
                .hasMessageContaining("has a namespace, and players may use it anyway");
    }

    @Test
    void remoteElement_fails() {
        String manifest = "<MPD xmlns:xlink=\"http://www.w3.org/1999/xlink\">%s</MPD>";
        String period = manifest.formatted("<Period xlink:href=\"https://ads.example/p.xml\"/>");
        String set = manifest.formatted("<Period><SegmentTemplate media=\"$Number$\"/>"
                + "<AdaptationSet xlink:href=\"https://evil.example/a.xml\"/></Period>");

        assertThatThrownBy(() -> Grants.dash(period)).hasMessageContaining("a Period of the DASH manifest has an xlink:href");
        assertThat(Grants.dashWithForeign(period)).contains("<Period xlink:href=\"https://ads.example/p.xml\"/>");
        assertThatThrownBy(() -> Grants.dash(set)).hasMessageContaining("an xlink:href, and a remote element cannot be signed");
        assertThatThrownBy(() -> Grants.dashWithForeign(set)).hasMessageContaining("a remote element cannot be signed");
    }

    @Test
    void template_withTheBandwidth_isFilledForEachRepresentation() {
        String manifest = "<Period><AdaptationSet><SegmentTemplate media=\"%s/$Number$.m4s\"/><Representation id=\"a\"/>"
                + "<Representation id=\"b\" bandwidth=\"1*\"/></AdaptationSet></Period>";

        assertRefused(manifest.formatted("$Bandwidth$"), "it has a *");
        assertRefused(manifest.formatted("$Bandwidth%05d$"), "it has a *");
        assertThat(rewritten(inRepresentation("<SegmentTemplate media=\"$Bandwidth$/a\"/>"))).contains("$Bandwidth$/a?S");
        assertThat(DashTemplate.fill("$Bandwidth$-$Bandwidth%05d$-$Number$", "v", "800")).isEqualTo("800-00800-1");
    }

    @ParameterizedTest
    @CsvSource({ "a$$b, a$b", "$Number%012d$, 000000000001", "$Time%09d$, 000000001", "$SubNumber%00d$, 1",
            "$RepresentationID$/a, v/a" })
    void template_isFilledAsPlayersDo(String template, String filled) {
        assertThat(DashTemplate.fill(template, "v", "800")).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource({ "$RepresentationID$/a, true", "$Bandwidth$/a, true", "$Bandwidth%05d$, true", "$Number$, false", "a, false" })
    void template_dependsOnTheRepresentation_ifItNamesOne(String template, boolean depends) {
        assertThat(DashTemplate.dependsOnRepresentation(template)).isEqualTo(depends);
    }

    @Test
    void namespaceOfTheRoot_isUsedForInsertedElements() {
        assertThat(Grants.dash("<m:MPD xmlns:m=\"urn:mpeg:DASH:schema:MPD:2011\"><m:Period/></m:MPD>"))
                .isEqualTo("<m:MPD xmlns:m=\"urn:mpeg:DASH:schema:MPD:2011\"><m:BaseURL>" + Grants.PREFIX
                        + "</m:BaseURL><m:Period/></m:MPD>");
    }

    /** The prefix of later elements need not be declared where the base is inserted, and their namespace may differ. */
    @Test
    void insertedBase_hasTheNameOfTheRoot() {
        String manifest = "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">%s<x:Ext xmlns:x=\"urn:x\"/>%s<p:Period "
                + "xmlns:p=\"urn:mpeg:dash:schema:mpd:2011\"/></MPD>";
        assertThat(Grants.dash(manifest.formatted("", ""))).isEqualTo(manifest.formatted("", BASE));

        String own = manifest.formatted("", "<BaseURL>v/</BaseURL>");
        assertThat(Grants.dash(own)).isEqualTo(own.replace("v/", Grants.PREFIX + "v/"));
    }

    @Test
    void baseOfTheManifest_afterTheInsertedOne_fails() {
        String late = "<Location>a</Location><BaseURL>%s</BaseURL>" + inRepresentation("<SegmentTemplate media=\"$Number$\"/>");

        assertRefused(late.formatted("v/"), "a BaseURL comes after references that are relative to it; move it to the front");
        assertThatThrownBy(() -> withForeign(late.formatted("https://foreign.example/")))
                .hasMessageContaining("a BaseURL comes after references that are relative to it; move it to the front");
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-8", "UTF-16", "ISO-8859-1", "US-ASCII" })
    void manifestInAnyEncoding_becomesUtf8(String encoding) throws IOException {
        String text = "<MPD><ProgramInformation>%s</ProgramInformation><Period/></MPD>"
                .formatted(encoding.equals("US-ASCII") ? "&#233;" : "é");
        byte[] manifest = ("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + text).getBytes(Charset.forName(encoding));
        String expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><MPD><ProgramInformation>é</ProgramInformation>" + BASE
                + "<Period/></MPD>";
        Playlist dash = new DashManifest(Grants.uris(ForeignUris.FAIL));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        dash.rewrite(new ByteArrayInputStream(manifest), read);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        dash.rewrite(content -> content.write(manifest), written);

        assertThat(new String(dash.rewrite(manifest), StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(dash.rewrite(new String(manifest, Charset.forName(encoding)).replace("\uFEFF", ""))).isEqualTo(expected);
    }

    /** Text that was read from a file may begin with a byte order mark. */
    @Test
    void byteOrderMark_inFrontOfText_isSkipped() {
        assertThat(Grants.dash("\uFEFF<MPD><Period/></MPD>")).isEqualTo("<MPD>" + BASE + "<Period/></MPD>");
    }

    @Test
    void externalEntity_fails(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "s3cret");
        for (String manifest : new String[] {
                "<!DOCTYPE MPD [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><MPD><Period id='a'>&x;</Period></MPD>",
                "<!DOCTYPE MPD [<!ENTITY % x SYSTEM '" + secret.toUri() + "'> %x;]><MPD/>",
                "<!DOCTYPE MPD SYSTEM '" + secret.toUri() + "'><MPD/>", "<!DOCTYPE MPD><MPD/>" }) {
            assertThatThrownBy(() -> Grants.dash(manifest)).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessage("the manifest has a DTD or declares entities, which DASH does not allow; remove them");
        }
    }

    @Test
    void exponentialEntities_fail() {
        StringBuilder manifest = new StringBuilder("<!DOCTYPE MPD [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            manifest.append("<!ENTITY a%s '&a%s;&a%s;'>".formatted(i, i - 1, i - 1));
        }
        manifest.append("]><MPD><BaseURL>&a29;</BaseURL></MPD>");
        assertThatThrownBy(() -> Grants.dash(manifest.toString())).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("the manifest has a DTD or declares entities, which DASH does not allow; remove them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '' | this is not a DASH manifest: its XML is malformed at line 1
            s3cret | this is not a DASH manifest: its XML is malformed at line 1
            <MPD> | this is not a DASH manifest: its XML is malformed at line 1
            <MPD a="&x;"/> | this is not a DASH manifest: its XML is malformed at line 1
            <MPD>&x;</MPD> | the manifest has a DTD or declares entities, which DASH does not allow; remove them
            <MPD><BaseURL>&x;</BaseURL></MPD> | the manifest has a DTD or declares entities, which DASH does not allow; remove them
            <MPD><BaseURL>a<b/></BaseURL></MPD> | a BaseURL of the DASH manifest contains an element
            <html/> | this is not a DASH manifest, because its root element is not MPD
            <Patch mpdId="a"/> | this is not a DASH manifest, because its root element is not MPD
            """)
    void otherDocument_fails(String text, String message) {
        assertThatThrownBy(() -> Grants.dash(text)).isInstanceOf(CloudFrontSignerException.class).hasMessage(message);
    }
}
