package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Generates HLS playlists as packagers write them: multivariant, on demand, live, with byte ranges, parts, keys, I-frames, and
 * interstitials.
 */
final class HlsPlaylists {

    /** The variables that the master playlist defines and others import. */
    static final String SHARED = "shared/";
    /** The query of the playlist's own URL. */
    static final String SESSION = "s-1";

    /**
     * A URI in a playlist.
     *
     * @param text with its variables replaced
     * @param playlist whether it refers to a playlist that passes the signature on
     */
    record Uri(String text, boolean absolute, boolean playlist) {
    }

    /**
     * @param uris in the order of the text
     */
    record Generated(byte[] content, List<Uri> uris) {
    }

    private static final List<String> HEADS = List.of("a", "720p/seg", "./x", "../hls-b/7", "/hls/7/v/b.c", "%C3%A9",
            "a,b;c=(1)",
            "..a/b..", "~@", "{$dir}z", "{$deep}9");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<Uri> uris = new ArrayList<>();
    private String end = "\n";
    private boolean variables;
    private boolean shared;
    private boolean session;

    HlsPlaylists(Random random) {
        this.random = random;
    }

    Generated multivariant() {
        begin(false);
        maybe("#EXT-X-INDEPENDENT-SEGMENTS");
        maybe(() -> "#EXT-X-SESSION-DATA:DATA-ID=\"com.example.lyrics\",URI=\"" + uri(true, ".json") + "\"");
        maybe(() -> "#EXT-X-SESSION-DATA:DATA-ID=\"com.example.title\",VALUE=\"a/b.json, URI\",LANGUAGE=\"en\"");
        maybe(() -> "#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"" + uri(false, ".key") + "\"");
        maybe(() -> "#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI=\"" + absolute("skd://key-" + random.nextInt()) + "\"");
        for (int renditions = random.nextInt(4); renditions > 0; renditions--) {
            line("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Deutsch, \u00e4\",URI=\"" + uri(true, ".m3u8")
                    + "\",CHANNELS=\"2\"");
        }
        maybe("#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"c\",NAME=\"cc\",INSTREAM-ID=\"CC1\"");
        for (int variants = 1 + random.nextInt(5); variants > 0; variants--) {
            maybe(() -> "#EXT-X-I-FRAME-STREAM-INF:URI=\"" + uri(true, ".m3u8") + "\",BANDWIDTH=86000,CODECS=\"avc1.4d,mp4a\"");
            maybe(() -> "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=8000,RESOLUTION=320x180,URI=\"" + uri(true, ".m3u8") + "\"");
            line("#EXT-X-STREAM-INF:BANDWIDTH=1280000,CODECS=\"avc1.4d001f,mp4a.40.2\",AUDIO=\"a\"");
            maybe("# " + random.nextInt());
            maybe("");
            line(uri(true, pick(".m3u8", ".M3U8")));
        }
        return end();
    }

    Generated media() {
        begin(true);
        return switch (random.nextInt(4)) {
            case 0 -> live();
            case 1 -> lowLatency();
            case 2 -> iFrames();
            default -> onDemand();
        };
    }

    private Generated onDemand() {
        line("#EXT-X-TARGETDURATION:4");
        maybe("#EXT-X-PLAYLIST-TYPE:VOD");
        maybe(this::map);
        for (int segments = 1 + random.nextInt(20); segments > 0; segments--) {
            segment();
        }
        text.append("#EXT-X-ENDLIST");
        return end();
    }

    private Generated live() {
        line("#EXT-X-TARGETDURATION:4");
        line("#EXT-X-MEDIA-SEQUENCE:" + random.nextInt(10_000));
        for (int segments = 1 + random.nextInt(6); segments > 0; segments--) {
            maybe("#EXT-X-PROGRAM-DATE-TIME:2026-02-19T14:54:23.031Z");
            maybe("#EXT-X-DISCONTINUITY");
            interstitial();
            segment();
        }
        maybe(() -> "#EXT-X-PREFETCH:" + uri(false, ".ts"));
        return end();
    }

    private Generated lowLatency() {
        line("#EXT-X-TARGETDURATION:4");
        line("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.0,CAN-SKIP-UNTIL=12.0");
        line("#EXT-X-PART-INF:PART-TARGET=0.33334");
        maybe("#EXT-X-SKIP:SKIPPED-SEGMENTS=3");
        maybe(this::map);
        for (int segments = 1 + random.nextInt(4); segments > 0; segments--) {
            for (int parts = random.nextInt(4); parts > 0; parts--) {
                line("#EXT-X-PART:DURATION=0.33334,URI=\"" + uri(false, ".mp4") + "\"" + pick("", ",INDEPENDENT=YES",
                        ",BYTERANGE=\"100@0\""));
            }
            segment();
        }
        maybe(() -> "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"" + uri(false, ".mp4") + "\"");
        maybe(() -> "#EXT-X-PRELOAD-HINT:TYPE=MAP,URI=\"" + uri(false, ".mp4") + "\",BYTERANGE-START=0");
        maybe(() -> "#EXT-X-RENDITION-REPORT:URI=\"" + uri(true, ".m3u8") + "\",LAST-MSN=273,LAST-PART=2");
        return end();
    }

    private Generated iFrames() {
        line("#EXT-X-TARGETDURATION:4");
        line("#EXT-X-I-FRAMES-ONLY");
        maybe(this::map);
        for (int segments = 1 + random.nextInt(5); segments > 0; segments--) {
            line("#EXTINF:2.0,");
            line("#EXT-X-BYTERANGE:" + random.nextInt(1000) + "@" + random.nextInt(1000));
            line(uri(false, ".ts"));
        }
        return end();
    }

    private void segment() {
        maybe(() -> "#EXT-X-KEY:METHOD=AES-128,URI=\"" + uri(false, ".key") + "\",IV=0x9c7db8778570d05c3177c349fd9236aa");
        maybe(() -> "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"" + absolute("skd://" + random.nextInt()) + "\",KEYFORMAT=\"a,b\"");
        maybe(() -> "#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI=\"" + absolute("data:text/plain;base64,AA==") + "\"");
        maybe("#EXT-X-KEY:METHOD=NONE");
        maybe("# comment with URI=\"a.ts\"");
        line("#EXTINF:4.0," + pick("", "Gr\u00fc\u00dfe, URI=\"x\"", "\u00ff\u0080"));
        maybe("#EXT-X-BYTERANGE:75232@0");
        maybe("");
        line(uri(false, pick(".ts", ".m4s", "", ".aac")));
    }

    private void interstitial() {
        maybe(() -> "#EXT-X-DATERANGE:ID=\"i\",CLASS=\"com.apple.hls.interstitial\",START-DATE=\"2026-01-01T00:00:00Z\","
                + "X-ASSET-URI=\"" + uri(true, ".m3u8") + "\",X-RESUME-OFFSET=0");
        maybe(() -> "#EXT-X-DATERANGE:ID=\"l\",START-DATE=\"2026-01-01T00:00:00Z\",X-ASSET-LIST=\"" + uri(true, ".json")
                + "\"");
        maybe("#EXT-X-DATERANGE:ID=\"s\",START-DATE=\"2026-01-01T00:00:00Z\",SCTE35-OUT=0xFC002F0000000000FF");
    }

    private String map() {
        return "#EXT-X-MAP:" + pick("", "BYTERANGE=\"560@0\",") + "URI=\"" + uri(false, ".mp4") + "\"";
    }

    private void begin(boolean media) {
        end = pick("\n", "\r\n");
        text.append(pick("", "", "\u00EF\u00BB\u00BF")).append("#EXTM3U").append(end);
        variables = random.nextInt(3) == 0;
        maybe("## made up");
        line(variables ? "#EXT-X-VERSION:" + pick("11", "12")
                : pick("#EXT-X-VERSION:3", "#EXT-X-VERSION:7", "#EXT-X-VERSION:10",
                        "#EXT-X-VERSION:13", "## without a version"));
        if (variables) {
            line("#EXT-X-DEFINE:NAME=\"dir\",VALUE=\"v/1/\"");
            line("#EXT-X-DEFINE:NAME=\"deep\",VALUE=\"{$dir}{$dir}2\"");
            shared = media;
            line(shared ? "#EXT-X-DEFINE:IMPORT=\"shared\"" : "#EXT-X-DEFINE:NAME=\"shared\",VALUE=\"" + SHARED + "\"");
            session = random.nextBoolean();
            maybeIf(session, "#EXT-X-DEFINE:QUERYPARAM=\"session\"");
            maybeIf(random.nextInt(4) == 0, "#EXT-X-DEFINE:QUERYPARAM=\"Policy\"");
        }
    }

    private Generated end() {
        if (random.nextInt(4) == 0 && text.toString().endsWith(end)) {
            text.setLength(text.length() - end.length());
        }
        return new Generated(text.toString().getBytes(StandardCharsets.ISO_8859_1), uris);
    }

    private String uri(boolean playlist, String extension) {
        boolean named = extension.equalsIgnoreCase(".m3u8");
        if (random.nextInt(10) == 0 && !named) {
            return absolute(
                    pick("https://cdn.example/", "//cdn.example/", "HTTPS://cdn.example/x?Policy=p&y=") + random.nextInt()
                            + extension);
        }
        String head = HEADS.get(random.nextInt(variables ? HEADS.size() : HEADS.size() - 2));
        String uri = head.equals("../hls-b/7") ? "../b/7" : head;
        uri += random.nextInt(10_000) + (variables && !named ? pick("", "/{$shared}n") : "") + extension
                + pick("", "", "?v=1", "?a=%20&b[]=2", "?t=:@/", "?", "?x");
        if (session && random.nextInt(3) == 0) {
            uri += (uri.indexOf('?') < 0 ? "?" : "&") + "s={$session}";
        }
        uri += random.nextInt(8) == 0 ? "#t=1,2?3" : "";
        uris.add(new Uri(uri.replace("{$deep}", "{$dir}{$dir}2").replace("{$dir}", "v/1/").replace("{$shared}", SHARED)
                .replace("{$session}", SESSION), false, playlist));
        return uri;
    }

    private String absolute(String uri) {
        uris.add(new Uri(uri, true, false));
        return uri;
    }

    private void maybe(String line) {
        maybeIf(random.nextInt(4) == 0, line);
    }

    private void maybe(Supplier<String> line) {
        if (random.nextInt(4) == 0) {
            line(line.get());
        }
    }

    private void maybeIf(boolean condition, String line) {
        if (condition) {
            line(line);
        }
    }

    private void line(String line) {
        text.append(line).append(end);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
