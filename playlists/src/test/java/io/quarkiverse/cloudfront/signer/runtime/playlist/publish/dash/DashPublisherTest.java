package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.Published;

class DashPublisherTest {

    private static final String TEMPLATE = "Policy=$query:Policy$&amp;Signature=$query:Signature$"
            + "&amp;Key-Pair-Id=$query:Key-Pair-Id$&amp;Hash-Algorithm=$query:Hash-Algorithm$";
    private static final String INFO = "<up:UrlQueryInfo xmlns:up=\"urn:mpeg:dash:schema:urlparam:2014\" queryTemplate=\""
            + TEMPLATE + "\" useMPDUrlQuery=\"true\"/>";
    private static final String EXTENDED_INFO = "<ext:ExtUrlQueryInfo xmlns:ext=\"urn:mpeg:dash:schema:urlparam:2016\" "
            + "queryTemplate=\"$querypart$\" useMPDUrlQuery=\"true\"/>";
    private static final String PROPERTY = "<EssentialProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\">" + INFO
            + EXTENDED_INFO + "</EssentialProperty>";

    private static final String MPD = "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">";

    @Test
    void manifest_getsThePropertyAfterItsPeriods() {
        assertThat(published("""
                <?xml version="1.0" encoding="utf-8"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">
                  <Period id="1">
                    <AdaptationSet>
                      <SegmentTemplate media="$RepresentationID$/$Number$.m4s"/>
                      <Representation id="a" bandwidth='1'/>
                    </AdaptationSet>
                  </Period>
                  <Period id="2" />
                </MPD>
                """)).isEqualTo("""
                <?xml version="1.0" encoding="utf-8"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">
                  <Period id="1">
                    <AdaptationSet>
                      <SegmentTemplate media="$RepresentationID$/$Number$.m4s"/>
                      <Representation id="a" bandwidth='1'/>
                    </AdaptationSet>
                  </Period>
                  <Period id="2" />
                  <EssentialProperty schemeIdUri="urn:mpeg:dash:urlparam:2014">
                    %s
                    %s
                  </EssentialProperty>
                </MPD>
                """.formatted(INFO, EXTENDED_INFO));
    }

    @Test
    void manifestWithTabsAndCarriageReturns_isIndentedAlike() {
        assertThat(published(MPD + "\r\n\t<Period/>\r\n</MPD>")).isEqualTo(MPD
                + "\r\n\t<Period/>\r\n\t<EssentialProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\">\r\n\t\t" + INFO
                + "\r\n\t\t" + EXTENDED_INFO + "\r\n\t</EssentialProperty>\r\n</MPD>");
    }

    @Test
    void manifestInOneLine_staysInOneLine() {
        assertThat(published(MPD + "<Period></Period></MPD>")).isEqualTo(MPD + "<Period></Period>" + PROPERTY + "</MPD>");
    }

    /** In the schema, {@code EssentialProperty} comes after {@code Metrics} and before {@code SupplementalProperty}. */
    @Test
    void manifestWithOtherChildrenOfItsRoot_getsThePropertyInTheirOrder() {
        String before = MPD + "<ProgramInformation/><BaseURL>a/</BaseURL><Period/><Metrics metrics=\"x\"/>";
        String after = "<EssentialProperty schemeIdUri=\"x\"/><SupplementalProperty schemeIdUri=\"y\"/>"
                + "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-iso:2014\" value=\"https://time.example.com/\"/></MPD>";

        assertThat(published(before + after)).isEqualTo(before + PROPERTY + after);
    }

    @Test
    void manifestWithPrefix_getsThePropertyWithIt() {
        assertThat(published("<m:MPD xmlns:m='urn:mpeg:dash:schema:mpd:2011'><m:Period/></m:MPD>"))
                .contains("<m:EssentialProperty schemeIdUri=", "</m:EssentialProperty></m:MPD>");
    }

    @Test
    void publishedManifest_staysAsItIs() {
        for (String manifest : new String[] { MPD + "<Period/></MPD>", MPD + "\n <Period/>\n</MPD>",
                "<m:MPD xmlns:m='urn:mpeg:dash:schema:mpd:2011'><m:Period/></m:MPD>" }) {
            String published = published(manifest);
            assertThat(published).isNotEqualTo(manifest);
            assertThat(published(published)).isEqualTo(published);
        }
    }

    /** If another tool has formatted it, it is still the same property. */
    @Test
    void propertyInOtherWords_isRecognized() {
        String manifest = MPD + "<Period/><EssentialProperty\n schemeIdUri='urn:mpeg:dash:urlparam:2014'> "
                + INFO.replace("/>", "></up:UrlQueryInfo>").replace("useMPDUrlQuery", " useMPDUrlQuery") + "\n"
                + EXTENDED_INFO.replace("ext:", "e:").replace(":ext=", ":e=") + " </EssentialProperty></MPD>";

        assertThat(published(manifest)).isEqualTo(manifest);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<EssentialProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\"/>",
            "<SupplementalProperty schemeIdUri=\" URN:mpeg:dash:urlparam:2016\"/>",
            "<EssentialProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\">" + INFO + "</EssentialProperty>",
            "<SupplementalProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\">" + INFO + EXTENDED_INFO
                    + "</SupplementalProperty>",
            "<EssentialProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\">" + INFO + EXTENDED_INFO
                    + "<x/></EssentialProperty>",
            "<EssentialProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\"><x>" + INFO + EXTENDED_INFO
                    + "</x></EssentialProperty>",
            "<Period>" + PROPERTY + "</Period>",
            "<Period><AdaptationSet>" + PROPERTY + "</AdaptationSet></Period>",
            "<Period><EssentialProperty schemeIdUri='urn:mpeg:dash:urlparam:2014'/></Period>",
            "<Period><x:UrlQueryInfo xmlns:x='y'/></Period>",
            "<Period><RequestParam useMPDUrlQuery='true' queryTemplate='$querypart$'/></Period>" })
    void otherQueryInfo_isRefused(String other) {
        assertRefused(MPD + "<Period/>" + other + "</MPD>", "adds other parameters to its URLs; remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://other.example.com/v/", "//other.example.com/v/", " \n https://other.example.com/",
            "\u00A0https://other.example.com/", "HTTPS:v/", "data:video/mp4;base64,AAAA", "v:1.mp4" })
    void absoluteBase_isRefused(String base) {
        assertRefused(MPD + "<Period><AdaptationSet>\n<BaseURL>a/</BaseURL>\n<BaseURL>" + base
                + "</BaseURL></AdaptationSet></Period></MPD>", "line 3 of the DASH manifest: the BaseURL \"",
                "is absolute, and players would send the "
                        + "viewer's signature to its host; make it relative to the manifest");
    }

    @ParameterizedTest
    @ValueSource(strings = { "<SegmentTemplate media=\"https://other.example.com/$Number$.m4s\"/>",
            "<SegmentTemplate initialization=\"//other.example.com/i.mp4\"/>",
            "<SegmentTemplate index=\"https://other.example.com/$Number$.idx\"/>",
            "<SegmentTemplate bitstreamSwitching=\"https://other.example.com/b\"/>",
            "<SegmentList><SegmentURL media=\"https://other.example.com/1.m4s\"/></SegmentList>",
            "<SegmentList><SegmentURL index=\"https://other.example.com/1.m4s\"/></SegmentList>",
            "<SegmentList><SegmentURL media=\" //other.example.com/1.m4s\"/></SegmentList>",
            "<SegmentBase><Initialization sourceURL=\"https://other.example.com/1.mp4\"/></SegmentBase>",
            "<SegmentBase><RepresentationIndex sourceURL=\"https://other.example.com/1.mp4\"/></SegmentBase>",
            "<SegmentTemplate><BitstreamSwitching sourceURL=\"https://other.example.com/1.mp4\"/></SegmentTemplate>",
            "<x:CryptoPeriod xmlns:x='y' keyUriTemplate=\"https://keys.example.com/1\"/>",
            "<SupplementalProperty schemeIdUri='urn:dvb:dash:fontdownload:2014' xmlns:dvb='urn:dvb'"
                    + " dvb:url='https://fonts.example.com/f.woff'/>" })
    void absoluteReference_isRefused(String element) {
        assertRefused(MPD + "\n\n<Period><AdaptationSet>" + element + "</AdaptationSet></Period></MPD>",
                "line 3 of the DASH manifest: the ",
                ".example.com/", "is absolute");
    }

    @Test
    void fontOfAnotherHost_isNamed() {
        assertRefused(MPD + "<SupplementalProperty schemeIdUri='urn:dvb:dash:fontdownload:2014' xmlns:dvb='urn:dvb'"
                + " dvb:url='https://fonts.example.com/f.woff'/></MPD>", "the URL of a font");
    }

    @ParameterizedTest
    @ValueSource(strings = { "$RepresentationID$:x", "h$Number$:x", "$Number$$RepresentationID$:x" })
    void templateThatMayBecomeAbsolute_isRefused(String template) {
        assertRefused(MPD + "<Period><SegmentTemplate media='" + template + "'/></Period></MPD>",
                "may become an absolute URL");
    }

    @ParameterizedTest
    @ValueSource(strings = { "id='https://other.example.com/a'", "id='a:b'", "id='/other.example.com'", "id=''", "",
            "id='\\a'", "id='a?b'", "id='a#b'", "id='/'", "id=':a'", "id='?a'", "id='#a'" })
    void idThatMakesTemplateAbsolute_isRefused(String id) {
        String representation = "\n<Representation " + id + "/></AdaptationSet></Period></MPD>";

        assertRefused(MPD + "<Period><AdaptationSet><SegmentTemplate media='$RepresentationID$/$Number$'/>" + representation,
                "line 2 of the DASH manifest: the ID of a Representation");
        assertRefused(MPD + "<Period><AdaptationSet><SegmentList><SegmentURL media='$RepresentationID$'/></SegmentList>"
                + representation, "line 2 of the DASH manifest: the ID of a Representation");
        assertRefused(MPD + "<Period><AdaptationSet><SegmentTemplate media='$RepresentationID$/$Number$'/>"
                + representation.replace("/>", "/>\n<Representation id='b'/>"),
                "line 2 of the DASH manifest: the ID of a Representation");
        assertThat(published(MPD + "<Period><AdaptationSet><SegmentTemplate media='$Number$'/>" + representation))
                .contains(PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "video=1200000", "a/b", "a_b.c-d", "é", "x/y:z", "a b" })
    void ordinaryId_isAccepted(String id) {
        assertThat(published(MPD + "<Period><AdaptationSet><SegmentTemplate media='$RepresentationID$/$Number%05d$$$'/>"
                + "<Representation id='" + id + "'/></AdaptationSet></Period></MPD>")).contains(PROPERTY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a\\b.mp4 | has a backslash",
            "\\\\other.example.com/ | has a backslash",
            "ht&#9;tps://other.example.com/ | control character",
            "a&#127;.mp4 | control character",
            "a.mp4#t=1 | has a fragment",
            "#t | has a fragment",
            "a.mp4?Policy=x | ) in its query; remove it",
            "a.mp4?a=b&amp;Key-Pair-Id=x | has one of CloudFront's parameters" })
    void referenceThatPlayersReadDifferently_isRefused(String reference, String why) {
        assertRefused(MPD + "<Period><SegmentList><SegmentURL media='" + reference + "'/></SegmentList></Period></MPD>", why);
        assertRefused(MPD + "<Period><BaseURL>" + reference + "</BaseURL></Period></MPD>", why);
    }

    @Test
    void signatureInReference_isNotInTheMessage() {
        assertThatThrownBy(() -> published(MPD + "<Period><BaseURL>a.mp4?Signature=SECRET</BaseURL></Period></MPD>"))
                .hasMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a&lt;b<!-- c -->d", "a<?x y?>b", "<![CDATA[a]]>", "a<b/>" })
    void baseOfMoreThanText_isRefused(String base) {
        assertRefused(MPD + "<Period><BaseURL>" + base + "</BaseURL></Period></MPD>", "contains more than plain text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<Location>live.mpd</Location> | players reload the manifest",
            "<location>https://media.example.com/live.mpd</location> | players reload the manifest",
            "<PatchLocation>patch.mpp</PatchLocation> | its patches are not checked",
            "<Metrics metrics='DVBErrors'><Reporting schemeIdUri='urn:dvb:dash:reporting:2014'/></Metrics> | players report the URLs",
            "<ContentSteering>https://steering.example.com/</ContentSteering> | send players to other hosts",
            "<Period><ImportedMPD>other.mpd</ImportedMPD></Period> | the manifest that it names is not checked",
            "<Period xmlns:x='http://www.w3.org/1999/xlink' x:href='p.xml'/> | has an xlink:href",
            "<Period><SegmentList xmlns:x='http://www.w3.org/1999/xlink' x:href='p.xml'/></Period> | has an xlink:href",
            "<Period xml:base='https://other.example.com/'/> | has an xml:base",
            "<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='time'/> | UTCTiming element with a relative URL",
            "<UTCTiming id='t' schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='time'/> | UTCTiming element with a relative URL",
            "<SupplementalProperty schemeIdUri='urn:mpeg:dash:chaining:2016' value='n.mpd'/> | with a relative URL",
            "<SupplementalProperty schemeIdUri='urn:mpeg:dash:fallback:2016' value='https://a.b/ n.mpd'/> | with a relative URL"
    })
    void elementThatLeadsToUnsignedRequests_isRefused(String element, String why) {
        assertRefused(MPD + "\n<Period/>\n" + element + "</MPD>", "line 3 of the DASH manifest: ", why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<x:BaseURL xmlns:x='y'>https://other.example.com/</x:BaseURL> | has a different namespace",
            "<baseurl>https://other.example.com/</baseurl> | players may take it for BaseURL",
            "<SEGMENTURL media='a'/> | players may take it for SegmentURL",
            "<SegmentURL Media='https://other.example.com/'/> | players may take it for media",
            "<SegmentURL xmlns:x='y' x:media='https://other.example.com/'/> | has a namespace",
            "<BaseURL byteRange='x'>a</BaseURL> | byteRange" })
    void lookAlike_isRefused(String element, String why) {
        assertRefused(MPD + "<Period>\n\n" + element + "</Period></MPD>", "line 3 of the DASH manifest: ", why);
    }

    @ParameterizedTest
    @ValueSource(strings = { "<SegmentList><SegmentURL media='~//a'/><SegmentURL media=' '/></SegmentList>",
            "<x:y xmlns:x='y' Media='a' url='urn:x'/>",
            "<UTCTiming id='t' schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value=' https://time.example.com/'/>" })
    void harmlessLookAlike_isAccepted(String element) {
        assertThat(published(MPD + "<Period>" + element + "</Period></MPD>")).contains(PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r\n", "\r" })
    void lines_areCountedAsEditorsDo(String end) {
        assertRefused(String.join(end, MPD, "", "<Period/>", "<Location>a</Location></MPD>"), "line 4 of the DASH manifest: ");
    }

    @Test
    void eventsWithTheirOwnContent_areAccepted() {
        String manifest = MPD + "<Period><EventStream schemeIdUri='urn:x'><Event><Location>a</Location></Event></EventStream>"
                + "</Period></MPD>";
        assertThat(published(manifest)).contains(PROPERTY);
    }

    @Test
    void tagsInCommentsAndAttributes_areNotTaken() {
        String before = "<!-- <MPD> -->" + MPD + "<!-- <Period/> --><!--<--><ProgramInformation><Title>"
                + "<![CDATA[<Period>]]><![CDATA[<]]></Title></ProgramInformation><Period a='>' b=\"/>'\"><!-- > --></Period>";
        String after = "<!-- <Metrics/> --><x:y xmlns:x='y'><![CDATA[</MPD>]]></x:y></MPD><!-- </MPD> -->";

        assertThat(published(before + after)).isEqualTo(before + PROPERTY + after);
    }

    /** dash.js and Shaka Player find elements in them. */
    @ParameterizedTest
    @ValueSource(strings = { "<!--><BaseURL>https://evil.example/</BaseURL>-->",
            "<!---><BaseURL>https://evil.example/</BaseURL>-->",
            "<?x /><BaseURL>https://evil.example/</BaseURL>?>", "<?x a=\"?>" })
    void commentOrInstructionInWhichPlayersFindElements_isRefused(String content) {
        for (String manifest : new String[] { content + MPD + "<Period/></MPD>", MPD + content + "<Period/></MPD>" }) {
            assertRefused(manifest,
                    "the manifest has a processing instruction, or a comment that begins with > or ->, and some "
                            + "players find elements in it; remove it");
        }
    }

    @Test
    void xmlThatSimpleParsersDoNotKnow_isRefused() {
        assertRefused(MPD + "<Period><x é=\" media='https://evil.example/'\"/></Period></MPD>", "the name of an element");
        assertRefused("<?xml version='1.1'?>" + MPD + "<Period/></MPD>",
                "the manifest declares a version of XML other than 1.0, which allows line breaks that players do not "
                        + "recognize; convert it to XML 1.0");
    }

    /** XML reads the line break as a space, some players as a line break, and browsers remove it. */
    @ParameterizedTest
    @ValueSource(strings = { "/\n/evil.example/$Number$.m4s", "ht\r\ntps://evil.example/$Number$.m4s", "/ /evil.example/" })
    void lineBreakInAReference_doesNotHideAHost(String media) {
        assertRefused(MPD + "<Period><SegmentTemplate media='" + media + "'/></Period></MPD>", "to its host");
        assertThat(published(MPD + "<Period><SegmentTemplate media='a b/$Number$.m4s'/></Period></MPD>")).contains(PROPERTY);
    }

    @Test
    void byteOrderMarkAndOtherCharacters_stay() {
        String manifest = "\uFEFF<?xml version='1.0' encoding='UTF-8'?>" + MPD + "<Period id='é日𝄞\u2028'/></MPD>";

        assertThat(published(manifest)).isEqualTo(manifest.replace("</MPD>", PROPERTY + "</MPD>"));
        assertThat(published("<?xml version='1.0' encoding='us-ascii'?>" + MPD + "<Period/></MPD>")).contains(PROPERTY);
    }

    @Test
    void otherEncodings_areRefused() {
        String manifest = MPD + "<Period id='é'/></MPD>";

        assertRefused(manifest.getBytes(StandardCharsets.UTF_16), "is not encoded in UTF-8");
        assertRefused(manifest.getBytes(StandardCharsets.UTF_16LE), "is not encoded in UTF-8");
        assertRefused(manifest.getBytes(StandardCharsets.ISO_8859_1), "is not encoded in UTF-8");
        assertRefused("<?xml version='1.0' encoding='ISO-8859-1'?>" + manifest, "declares an encoding other than UTF-8");
    }

    @Test
    void malformedOrOtherXml_isRefused() {
        assertRefused("", "line 1 of the DASH manifest: its XML is malformed");
        assertRefused("#EXTM3U", "malformed");
        assertRefused(MPD + "\n<Period>\n</MPD>", "line 3 of the DASH manifest: its XML is malformed");
        assertRefused(MPD + "<Period/>", "malformed");
        assertRefused("<Patch/>", "its root element is not MPD");
        assertRefused("<MPD/>", "does not have a Period");
        assertRefused("<!DOCTYPE MPD [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><MPD><Period>&x;</Period></MPD>",
                "has a DTD or declares entities");
        assertRefused("<MPD>" + "<x>".repeat(100) + "</x>".repeat(100) + "</MPD>", "nested more than 100 deep");
    }

    @Test
    void longOrManifoldContent_isRefused() {
        assertRefused(MPD + "<!--" + "x".repeat((1 << 20) + 20_000) + "--></MPD>",
                "the DASH manifest has an element or a comment of more than 1048576 bytes");
        StringBuilder names = new StringBuilder(MPD);
        for (int i = 0; i < 1_000; i++) {
            names.append("<a%s/>".formatted(i));
        }
        assertRefused(names + "<Period/></MPD>",
                "the DASH manifest has more than 1000 different names of elements and attributes");
    }

    @Test
    @Timeout(60)
    void largeManifest_takesTimeThatGrowsWithItsSizeOnly() {
        String segments = "<SegmentURL media='a/$/$.m4s'/><!-- < -->\n".repeat(200_000);
        String manifest = MPD + "<Period>" + "<BaseURL>a/</BaseURL>".repeat(10_000) + "<AdaptationSet>"
                + "<Representation id='1'/>".repeat(10_000) + "<SegmentList>" + segments
                + "</SegmentList></AdaptationSet></Period></MPD>";

        assertThat(published(manifest)).hasSize(manifest.length() + PROPERTY.length());
    }

    private static String published(String manifest) {
        return new String(Published.dash(manifest.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String manifest, String... why) {
        assertRefused(manifest.getBytes(StandardCharsets.UTF_8), why);
    }

    private static void assertRefused(byte[] manifest, String... why) {
        assertThatThrownBy(() -> Published.dash(manifest)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContainingAll(why)
                .extracting(e -> ((CloudFrontSignerException) e).reason()).isEqualTo(Reason.PLAYLIST_NOT_SIGNABLE);
    }
}
