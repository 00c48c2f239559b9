package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.Published;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash.DashPublisher;

/**
 * What may choose a host in a DASH manifest, per viewer and static.
 */
class DashHostsTest {

    private static final String SIGNED = "<Period><AdaptationSet><SegmentTemplate media=\"$Number$.m4s\"/>"
            + "<Representation id=\"1\"/></AdaptationSet></Period>";
    private static final String FOREIGN = "<BaseURL>https://cdn.example/</BaseURL>";

    private static String mpd(String content) {
        return "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">" + content + "</MPD>";
    }

    private static void assertNotConverted(String manifest, String message) {
        assertThatThrownBy(() -> DashPublisher.publish(manifest.getBytes(StandardCharsets.UTF_8), false)).as(manifest)
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining(message)
                .hasFieldOrPropertyWithValue("reason", Reason.PLAYLIST_NOT_SIGNABLE);
    }

    /** Another BaseURL below it would hide its path, but keep the host that browsers read in it. */
    @ParameterizedTest
    @ValueSource(strings = { "\\\\evil.example/", "/\\evil.example/", "\\/evil.example/", "/&#9;/evil.example/",
            "&#xA0;//evil.example/", "&#xFEFF;https://evil.example/", "htt&#10;ps://evil.example/",
            "&#xA0;//evil.example/a.mp4" })
    void baseThatOnlySomePlayersReadAsAbsolute_isRefused(String base) {
        String manifest = mpd("<BaseURL>/hls/7/</BaseURL><Period><AdaptationSet><BaseURL>" + base + "</BaseURL>"
                + "<Representation id=\"1\"><BaseURL>/hls/7/</BaseURL><SegmentTemplate media=\"$Number$.m4s\"/>"
                + "</Representation></AdaptationSet></Period>");
        String message = "a BaseURL is an absolute URL for some players only, because of a backslash, white space, or a "
                + "non-ASCII character; write it in the form https://host/path/";

        assertThatThrownBy(() -> Grants.dash(manifest)).hasMessageEndingWith(message);
        assertThatThrownBy(() -> Grants.dashWithForeign(manifest)).hasMessageEndingWith(message);
    }

    /** dash.js does not compare namespaces. */
    @ParameterizedTest
    @ValueSource(strings = { "<ContentSteering>https://evil.example/</ContentSteering>", "<ContentSteering>s</ContentSteering>",
            "<ContentSteering defaultServiceLocation=\"a\"/>", "<contentsteering/>",
            "<x:ContentSteering xmlns:x=\"urn:x\">https://evil.example/</x:ContentSteering>",
            "<ServiceDescription><ContentSteering>s</ContentSteering></ServiceDescription>",
            "<Metrics metrics=\"DVBErrors\"><Reporting schemeIdUri=\"urn:dvb:dash:reporting:2014\"/></Metrics>",
            "<PatchLocation>p.mpp</PatchLocation>", "<PatchLocation ttl=\"60\">https://evil.example/p</PatchLocation>",
            "<Period><ImportedMPD>a.mpd</ImportedMPD></Period>",
            "<Period><AdaptationSet><Representation><ContentSteering>s</ContentSteering></Representation></AdaptationSet></Period>",
            "<x:y xmlns:x='urn:x'><ContentSteering>s</ContentSteering></x:y>" })
    void elementThatSendsSignaturesElsewhere_isRefused_unlessNothingIsSigned(String element) {
        String message = "; remove it. With quarkus.cloudfront-signer.playlists.foreign-uris=keep, it can stay in a playlist in "
                + "which no URI is signed";
        assertThatThrownBy(() -> Grants.dash(mpd(element + SIGNED))).hasMessageStartingWith("the manifest has the ")
                .hasMessageEndingWith(message);
        assertThatThrownBy(() -> Grants.dashWithForeign(mpd(element + SIGNED))).hasMessageEndingWith(message);
        assertThatThrownBy(() -> Grants.dashWithForeign(mpd(SIGNED + element))).hasMessageEndingWith(message);
        assertThatThrownBy(() -> Grants.dashWithForeign(mpd("<BaseURL>a.mp4</BaseURL><Period/>" + element)))
                .hasMessageEndingWith(message);
        assertThat(Grants.dashWithForeign(mpd(FOREIGN + SIGNED + element))).contains("$Number$.m4s\"")
                .doesNotContain("Signature");
        assertNotConverted(mpd("<Period/>\n" + element), "the manifest has the ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "ContentSteering | the steering server can send players to other hosts, which would get the viewer's signature",
            "PatchLocation | its patches are not checked, and can send players to other hosts, which would get the viewer's signature",
            "Reporting | players report the URLs that they request, with the viewer's signature, to the server that it names",
            "ImportedMPD | the manifest that it names is not checked, and can send players to other hosts, which would get the "
                    + "viewer's signature" })
    void elementThatSendsSignaturesElsewhere_isRefusedWithTheReason(String element, String why) {
        String manifest = mpd(SIGNED + "<x><" + element + "/></x>");
        String message = "the manifest has the " + element + " element, and " + why + "; remove it";
        assertThatThrownBy(() -> Grants.dash(manifest)).hasMessage(message + ". With quarkus.cloudfront-signer.playlists."
                + "foreign-uris=keep, it can stay in a playlist in which no URI is signed");
        assertNotConverted(manifest, message);
    }

    /** A future player may resolve signed references against any of them, or send it a signature. */
    @ParameterizedTest
    @ValueSource(strings = { "<Location>https://evil.example/a.mpd</Location>", "<Future>https://evil.example/</Future>",
            "<Future>\n //evil.example/\n</Future>", "<Future>h&#116;tps://evil.example/</Future>",
            "<Future><![CDATA[https://evil.example/]]></Future>", "<Future>a<x/>https://evil.example/</Future>",
            "<Future><x/>https://evil.example/</Future>", "<Future>a/ https://evil.example/</Future>",
            "<Future>https:\\\\evil.example</Future>", "<Future>\u00a0HTTP://evil.example/</Future>",
            "<Future base=\"https://evil.example/\"/>", "<Future a=\"1\" b=\"a //evil.example/\"/>",
            "<Period><AdaptationSet><Future to='\\\\evil.example'/></AdaptationSet></Period>",
            "<Period><BaseURL future=\"https://evil.example/\">a/</BaseURL></Period>",
            "<Period><AdaptationSet><SupplementalProperty schemeIdUri=\"urn:x\" value=\"https://evil.example/\"/></AdaptationSet></Period>",
            "<Metrics><Future schemeIdUri=\"urn:x\" xmlns:x=\"urn:x\" x:url=\"https://evil.example/\"/></Metrics>",
            "<Metrics><Future schemeIdUri=\"urn:x\"><Server>https://evil.example/</Server></Future></Metrics>",
            "<UTCTiming schemeIdUri=\"urn:x\" backup=\"https://evil.example/\"/>",
            "<Period><EventStream schemeIdUri=\"urn:x\" ping=\"https://evil.example/\"/></Period>",
            "<y:z xmlns:y=\"urn:y\" a=\"https://evil.example/\"/>", "<y:z xmlns:y=\"urn:y\">https://evil.example/</y:z>",
            "<y:Event xmlns:y=\"urn:y\">https://evil.example/</y:Event>",
            "<Period xmlns:y=\"urn:y\" y:schemeIdUri=\"https://evil.example/\"/>",
            "<Period base=\"https://evil.example/\"/>", "<Period><SegmentList new=\"https://evil.example/\"/></Period>" })
    void absoluteUrl_thatIsNotKnown_isForeign(String element) {
        String manifest = mpd("<BaseURL>" + Grants.PREFIX + "</BaseURL><Period/>" + element);
        assertThatThrownBy(() -> Grants.dash(manifest)).as(manifest).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED);
        assertThat(Grants.dashWithForeign(manifest)).contains("evil.example");
        assertNotConverted(mpd("<Period/>" + element), element.contains("Location") ? "has the Location element"
                : "and players may send the viewer's signature to its host; remove it");
    }

    @Test
    void absoluteUrl_isQuotedWithoutItsQuery() {
        assertNotConverted(mpd("<Period/>\n<Future base='https://evil.example/a?b=c'/>"),
                "line 2 of the DASH manifest: the manifest has the absolute URL \"https://evil.example/a?...\", and");
    }

    /** Names, links for people, clocks, license servers, and messages. */
    @ParameterizedTest
    @ValueSource(strings = {
            "<Period id=\"https://a.example/\"><BaseURL serviceLocation=\"https://a.example/\">a/</BaseURL></Period>",
            "<Future a=\"urn:b\">urn:a:b</Future>", "<Future a=\"a:b\" c=\"a/b\"/>",
            "<ProgramInformation moreInformationURL=\"https://a.example/\"><Source>https://a.example/</Source></ProgramInformation>",
            "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-iso:2014\" value=\"https://time.example/\"/>",
            "<Period><EventStream schemeIdUri=\"urn:mpeg:dash:event:callback:2015\" value=\"1\"><Event>https://a.example/</Event>"
                    + "</EventStream></Period>",
            "<Period><AdaptationSet><ContentProtection schemeIdUri=\"urn:uuid:x\"><y:laurl xmlns:y=\"urn:y\">https://a.example/"
                    + "</y:laurl></ContentProtection></AdaptationSet></Period>",
            "<EssentialProperty schemeIdUri=\"http://dashif.org/guidelines/trickmode\" value=\"1\"/>",
            "<Period><EventStream schemeIdUri=\"https://aomedia.org/emsg/ID3\" value=\"https://a.example/id3\"/></Period>",
            "<y:z xmlns:y=\"http://a.example/\" a=\"urn:a\"/>",
            "<Period xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                    + "xsi:schemaLocation=\"urn:mpeg:dash:schema:mpd:2011 https://a.example/DASH-MPD.xsd\"/>" })
    void absoluteUrl_thatPlayersRequestWithoutSignature_stays(String element) {
        String manifest = mpd("<ProgramInformation/><BaseURL>" + Grants.PREFIX + "</BaseURL>" + element);
        assertThat(Grants.dash(manifest)).contains(element.substring(0, element.indexOf(" ")));
        assertThat(Published.dash(mpd("<Period/>" + element).getBytes(StandardCharsets.UTF_8))).isNotEmpty();
    }

    @Test
    void relativeLocation_isTheApplications() {
        String manifest = mpd("<BaseURL>" + Grants.PREFIX + "</BaseURL><Location>a.mpd</Location><Period/>");
        assertThat(Grants.dash(manifest)).isEqualTo(manifest);
    }

    /** The text of an element is bounded, and cannot hide a URL behind white space. */
    @Test
    void absoluteUrl_behindLongWhiteSpace_isForeign() {
        assertThatThrownBy(
                () -> Grants.dash(mpd("<Period/><Future>" + " \n".repeat(20_000) + "https://evil.example/</Future>")))
                .hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED);
        assertThat(Grants.dash(mpd("<Period/><Future>" + "x".repeat(100_000) + "</Future>"))).contains("xxx");
    }
}
