package io.quarkiverse.cloudfront.signer.it;

import static io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome.HARMLESS;
import static io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome.REFUSED;
import static io.quarkiverse.cloudfront.signer.it.Player.DASH_JS;
import static io.quarkiverse.cloudfront.signer.it.Player.RX_PLAYER;
import static io.quarkiverse.cloudfront.signer.it.Player.SHAKA;
import static io.quarkiverse.cloudfront.signer.it.Player.VIDEO_JS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Format;
import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome;

/**
 * Manifests of DASH that a tenant could upload.
 */
final class HostileDash {

    static final String PERIOD = """
            <Period xmlns="urn:mpeg:dash:schema:mpd:2011" id="0" start="PT0S" duration="PT11.9S">
              <AdaptationSet contentType="video" segmentAlignment="true" startWithSAP="1">
                <Representation id="2" mimeType="video/mp4" codecs="avc1.42c00d" bandwidth="110000" width="320" height="214">
                  <SegmentTemplate timescale="12800" initialization="init-2.mp4" media="segment-2-$Number$.m4s" startNumber="1">
                    <SegmentTimeline><S t="294" d="25600" r="4"/><S d="25088"/></SegmentTimeline>
                  </SegmentTemplate>
                </Representation>
              </AdaptationSet>
            </Period>
            """;

    private static final String MPD = """
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:xlink="http://www.w3.org/1999/xlink"
                xmlns:dvb="urn:dvb:dash:dash-extensions:2014-1" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static"
                mediaPresentationDuration="PT11.9S" minBufferTime="PT2S">
            """;

    static final String MANIFEST = MPD + PERIOD + "</MPD>\n";

    private static final Set<Player> ALL = Set.copyOf(Format.DASH.players);

    /** Without another host. */
    static final HostilePlaylist PLAIN = new HostilePlaylist("plain", Format.DASH, MANIFEST, HARMLESS, HARMLESS, HARMLESS, ALL);

    private static final Set<Player> NOT_RX_PLAYER = Set.of(DASH_JS, SHAKA, VIDEO_JS);

    private final List<HostilePlaylist> playlists = new ArrayList<>();

    private HostileDash() {
    }

    static List<HostilePlaylist> playlists() {
        HostileDash dash = new HostileDash();
        dash.addUrls();
        dash.addBases();
        dash.addOtherRequests();
        dash.addReadings();
        return dash.playlists;
    }

    private void addUrls() {
        add("media", manifest("media=\"", "media=\"EVIL/"), REFUSED, REFUSED, HARMLESS, ALL);
        add("initialization", manifest("initialization=\"", "initialization=\"EVIL/"), REFUSED, REFUSED, HARMLESS, ALL);
        add("media without a scheme", manifest("media=\"", "media=\"//EVIL_HOST/"), REFUSED, REFUSED, HARMLESS, ALL);
        add("spelling \\\\EVIL_HOST", manifest("media=\"", "media=\"\\\\EVIL_HOST/"), REFUSED, REFUSED, REFUSED, ALL);
        add("spelling /\\EVIL_HOST", manifest("media=\"", "media=\"/\\EVIL_HOST/"), REFUSED, REFUSED, REFUSED, NOT_RX_PLAYER);
        add("spelling /TAB/EVIL_HOST", manifest("media=\"", "media=\"/&#9;/EVIL_HOST/"), REFUSED, REFUSED, REFUSED,
                NOT_RX_PLAYER);
        add("spelling http:\\\\EVIL_HOST", manifest("media=\"", "media=\"http:\\\\EVIL_HOST/"), REFUSED, REFUSED, REFUSED, ALL);
        add("spelling htTABtp://EVIL_HOST", manifest("media=\"", "media=\"ht&#9;tp://EVIL_HOST/"), REFUSED, REFUSED, REFUSED,
                NOT_RX_PLAYER);
        add("identifier of the representation", manifest("id=\"2\"", "id=\"EVIL\"")
                .replace("media=\"", "media=\"$RepresentationID$/"), REFUSED, REFUSED, HARMLESS, ALL);
        add("segment URL", manifest("<SegmentTemplate", "<SegmentList timescale=\"12800\" duration=\"151000\"><Initialization "
                + "sourceURL=\"init-2.mp4\"/><SegmentURL media=\"EVIL/segment-2-1.m4s\"/></SegmentList><!--")
                .replace("</SegmentTemplate>", "-->"), REFUSED, REFUSED, HARMLESS, ALL);
    }

    private void addBases() {
        add("base", inMpd("<BaseURL>EVIL/</BaseURL>"), REFUSED, REFUSED, HARMLESS, ALL);
        add("base without a scheme", inMpd("<BaseURL>//EVIL_HOST/</BaseURL>"), REFUSED, REFUSED, HARMLESS, ALL);
        add("base of the representation", manifest("<SegmentTemplate", "<BaseURL>EVIL/</BaseURL><SegmentTemplate"),
                REFUSED, REFUSED, HARMLESS, ALL);
        add("several bases", inMpd("<BaseURL serviceLocation=\"evil\">EVIL/</BaseURL>"
                + "<BaseURL serviceLocation=\"cdn\">./</BaseURL>"), REFUSED, REFUSED, REFUSED, ALL);
        add("steering", inMpd("<BaseURL serviceLocation=\"cdn\">./</BaseURL>" + steering("EVIL/dash-steering.json")),
                REFUSED, REFUSED, REFUSED, Set.of(DASH_JS));
    }

    private void addOtherRequests() {
        add("location", inMpd("<Location>EVIL/manifest.mpd</Location>"), REFUSED, REFUSED, HARMLESS, Set.of(SHAKA));
        add("patch location", inMpd("<PatchLocation ttl=\"1\">EVIL/manifest.mpd</PatchLocation>"), REFUSED, REFUSED, REFUSED,
                Set.of());
        add("remote period", manifest("<Period", "<Period xlink:href=\"EVIL/period.xml\" xlink:actuate=\"onLoad\""),
                REFUSED, REFUSED, HARMLESS, Set.of(SHAKA, DASH_JS, RX_PLAYER));
        add("time", live("<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-iso:2014\" value=\"EVIL/time.txt\"/>"),
                HARMLESS, HARMLESS, HARMLESS, Set.of(DASH_JS, RX_PLAYER, VIDEO_JS));
        add("callback", event("urn:mpeg:dash:event:callback:2015", "1", "<Event presentationTime=\"0\" "
                + "duration=\"11\">EVIL/callback</Event>"),
                HARMLESS, HARMLESS, HARMLESS, Set.of(DASH_JS));
        add("alternative manifest",
                event("urn:mpeg:dash:event:alternativeMPD:replace:2025", "1", "<Event presentationTime=\"0\" "
                        + "duration=\"2\"><ReplacePresentation url=\"EVIL/manifest.mpd\"/></Event>"),
                HARMLESS, HARMLESS, HARMLESS, Set.of());
        add("reports of errors", reporting("DVBErrors").replace("$Number$", "0$Number$"), REFUSED, REFUSED, REFUSED, Set.of());
        add("next request",
                inMpd("<ServiceDescription id=\"1\"><ClientDataReporting><CMCDParameters version=\"1\" keys=\"nor nrr\" "
                        + "mode=\"query\"/></ClientDataReporting></ServiceDescription>").replace("initialization=\"",
                                "initialization=\"EVIL/"),
                REFUSED, REFUSED, HARMLESS, Set.of(DASH_JS));
    }

    /** Some player reads more, or other things, than a parser of XML. */
    private void addReadings() {
        add("comment that ends early", inMpd("<!--><BaseURL>EVIL/</BaseURL>-->"), REFUSED, HARMLESS, HARMLESS,
                Set.of(DASH_JS, SHAKA));
        add("instruction that ends early", inMpd("<?x /><BaseURL>EVIL/</BaseURL>?>"), REFUSED, HARMLESS, HARMLESS,
                Set.of(DASH_JS));
        add("attribute of another script", manifest("media=\"", "\u00FCmedia=\"EVIL/\" media=\""), REFUSED, REFUSED, REFUSED,
                Set.of());
        add("backslashes behind a base", manifest("<SegmentTemplate", "<BaseURL>a/</BaseURL><SegmentTemplate")
                .replace("media=\"", "media=\"\\\\EVIL_HOST/"), REFUSED, REFUSED, REFUSED, Set.of());
        add("identifier in a segment URL", manifest("id=\"2\"", "id=\"EVIL\"").replace("<SegmentTemplate",
                "<SegmentList timescale=\"12800\" duration=\"151000\"><Initialization sourceURL=\"init-2.mp4\"/>"
                        + "<SegmentURL media=\"$RepresentationID$/segment-2-1.m4s\"/></SegmentList><!--")
                .replace("</SegmentTemplate>", "-->"), REFUSED, REFUSED, REFUSED, Set.of());
    }

    private void add(String name, String content, Outcome converted, Outcome perViewer, Outcome keeping,
            Set<Player> followers) {
        playlists.add(new HostilePlaylist(name, Format.DASH, content, converted, perViewer, keeping, followers));
    }

    private static String manifest(String text, String replacement) {
        return MANIFEST.replace(text, replacement);
    }

    /** In front of the first period. */
    private static String inMpd(String elements) {
        return manifest("<Period", elements + "<Period");
    }

    private static String live(String elements) {
        return manifest("type=\"static\"", "type=\"dynamic\" availabilityStartTime=\"2026-01-01T00:00:00Z\" "
                + "minimumUpdatePeriod=\"PT1H\"").replace("</MPD>", elements + "</MPD>");
    }

    private static String steering(String uri) {
        return "<ContentSteering defaultServiceLocation=\"cdn\" queryBeforeStart=\"true\">" + uri + "</ContentSteering>";
    }

    private static String event(String scheme, String value, String event) {
        return manifest("<AdaptationSet", "<EventStream schemeIdUri=\"" + scheme + "\" value=\"" + value + "\" timescale=\"1\">"
                + event + "</EventStream><AdaptationSet");
    }

    private static String reporting(String metrics) {
        return manifest("</MPD>", "<Metrics metrics=\"" + metrics + "\"><Reporting schemeIdUri=\"urn:dvb:dash:reporting:2014\" "
                + "value=\"1\" dvb:reportingUrl=\"EVIL/report\" dvb:probability=\"1000\"/></Metrics></MPD>");
    }
}
