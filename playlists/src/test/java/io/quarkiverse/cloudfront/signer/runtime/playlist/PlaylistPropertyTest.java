package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * Random playlists, read by other parsers: the edge accepts all their URIs, and without the parameters of the grant, the
 * playlists are the original ones.
 */
class PlaylistPropertyTest {

    private static final String APPLICATION = "https://app.example.com/videos/";

    private Random random;

    @Test
    void randomMediaPlaylist_hasAllowedUrlsAndIsOtherwiseEqual() {
        Rounds.each(this::checkMediaPlaylist);
    }

    @Test
    void randomMasterPlaylist_hasAllowedUrlsAndIsOtherwiseEqual() {
        Rounds.each(this::checkMasterPlaylist);
    }

    @Test
    void randomManifest_hasAllowedUrlsAndIsOtherwiseEqual() {
        Rounds.each(this::checkManifest);
    }

    private void checkMediaPlaylist(Random random) throws Exception {
        this.random = random;
        String playlist = media();
        String rewritten = rewritten(playlist);

        List<String> uris = new ArrayList<>();
        MediaPlaylist parsed = new MediaPlaylistParser().readPlaylist(new BufferedReader(new StringReader(rewritten)));
        parsed.mediaSegments().forEach(segment -> {
            uris.add(segment.uri());
            segment.segmentMap().ifPresent(map -> uris.add(map.uri()));
            segment.segmentKey().ifPresent(key -> key.uri().filter(uri -> !uri.startsWith("skd:")).ifPresent(uris::add));
            segment.partialSegments().forEach(part -> uris.add(part.uri()));
        });
        parsed.renditionReports().forEach(report -> uris.add(report.uri()));
        parsed.preloadHint().ifPresent(hint -> uris.add(hint.uri()));
        assertAllowed(uris);
        assertThat(uris).hasSizeGreaterThanOrEqualTo(parsed.mediaSegments().size());
        assertRestIsEqual(playlist, rewritten);
    }

    private void checkMasterPlaylist(Random random) throws Exception {
        this.random = random;
        String playlist = master();
        String rewritten = Grants.hlsWithForeign(playlist);

        List<String> uris = new ArrayList<>();
        MasterPlaylist parsed = new MasterPlaylistParser().readPlaylist(new BufferedReader(new StringReader(rewritten)));
        assertThat(parsed.variants()).isNotEmpty().allMatch(variant -> variant.uri().startsWith(APPLICATION));
        assertThat(parsed.iFrameVariants()).allMatch(variant -> variant.uri().startsWith(APPLICATION));
        assertThat(parsed.alternativeRenditions()).allMatch(each -> each.uri().orElse("").startsWith(APPLICATION));
        parsed.sessionKeys().forEach(key -> key.uri().ifPresent(uris::add));
        parsed.sessionData().forEach(data -> data.uri().ifPresent(uris::add));
        assertAllowed(uris);
        assertRestIsEqual(playlist, rewritten);
    }

    private void checkManifest(Random random) throws Exception {
        this.random = random;
        String manifest = manifest();
        String rewritten = Grants.dash(manifest);

        Document parsed = parse(rewritten);
        for (String[] reference : new String[][] { { "SegmentURL", "media" }, { "SegmentTemplate", "media" },
                { "SegmentTemplate", "initialization" }, { "Initialization", "sourceURL" } }) {
            NodeList elements = parsed.getElementsByTagName(reference[0]);
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                for (String id : List.of("v1", "a-2")) {
                    assertAllowed(List.of(base(element) + element.getAttribute(reference[1]).replace("$RepresentationID$", id)
                            .replace("$Number%05d$", "00042").replace("$Time$", "4711")));
                }
            }
        }
        String parameters = Grants.query().substring(1).replace("&", "&amp;");
        assertThat(rewritten.replace("?" + parameters, "").replace("&amp;" + parameters, "")
                .replace("<BaseURL>" + Grants.PREFIX + "</BaseURL>", "")).isEqualTo(manifest.replaceAll("<!--.*?-->", ""));
    }

    private String rewritten(String playlist) {
        String rewritten = Grants.hls(playlist);
        byte[] bytes = new HlsPlaylist(Grants.uris(ForeignUris.FAIL)).rewrite(playlist.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(rewritten);
        return rewritten;
    }

    private void assertAllowed(List<String> uris) {
        assertThat(uris).allMatch(Grants::isAllowed);
    }

    private void assertRestIsEqual(String playlist, String rewritten) {
        String parameters = Grants.query().substring(1);
        assertThat(rewritten.replace("?" + parameters, "").replace("&" + parameters, "").replace(Grants.PREFIX, ""))
                .isEqualTo(playlist);
    }

    private String media() {
        StringBuilder text = new StringBuilder();
        String end = pick("\n", "\r\n");
        line(text, end, "#EXTM3U");
        line(text, end, "#EXT-X-VERSION:9");
        line(text, end, "#EXT-X-TARGETDURATION:4");
        line(text, end, "#EXT-X-PART-INF:PART-TARGET=1.0");
        line(text, end, "#EXT-X-MEDIA-SEQUENCE:" + random.nextInt(1000));
        for (int segments = 1 + random.nextInt(20); segments > 0; segments--) {
            maybe(text, end, "#EXT-X-KEY:METHOD=AES-128,URI=\"" + uri() + "\",IV=0x9c7db8778570d05c3177c349fd9236aa");
            maybe(text, end, "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://" + random.nextInt() + "\",KEYFORMAT=\"a,b\"");
            maybe(text, end, "#EXT-X-MAP:BYTERANGE=\"560@0\",URI=\"" + uri() + "\"");
            maybe(text, end, "#EXT-X-DISCONTINUITY");
            maybe(text, end, "");
            maybe(text, end, "# a comment, URI=\"" + uri() + "\"");
            maybe(text, end, "#EXT-X-PROGRAM-DATE-TIME:2026-02-19T14:54:23.031Z");
            maybe(text, end, "#EXT-X-PART:DURATION=1.0,INDEPENDENT=YES,URI=\"" + uri() + "\"");
            line(text, end, "#EXTINF:4.0," + pick("", "Grüße, URI=\"x\"", "日本"));
            maybe(text, end, "#EXT-X-BYTERANGE:75232@0");
            line(text, end, uri());
        }
        maybe(text, end, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"" + uri() + "\"");
        maybe(text, end, "#EXT-X-RENDITION-REPORT:URI=\"" + uri() + "\",LAST-MSN=1,LAST-PART=2");
        text.append("#EXT-X-ENDLIST").append(pick("", end));
        return text.toString();
    }

    private String master() {
        StringBuilder text = new StringBuilder();
        String end = pick("\n", "\r\n");
        line(text, end, "#EXTM3U");
        maybe(text, end, "#EXT-X-INDEPENDENT-SEGMENTS");
        maybe(text, end, "#EXT-X-SESSION-DATA:DATA-ID=\"com.example.lyrics\",URI=\"" + uri() + "\"");
        maybe(text, end, "#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"" + uri() + "\"");
        line(text, end, "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Deutsch, \",LANGUAGE=\"de\",URI=\"" + APPLICATION + uri()
                + "\"");
        for (int variants = 1 + random.nextInt(6); variants > 0; variants--) {
            maybe(text, end,
                    "#EXT-X-I-FRAME-STREAM-INF:URI=\"" + APPLICATION + uri()
                            + "\",BANDWIDTH=86000,CODECS=\"avc1.4d001f,mp4a.40.2\"");
            line(text, end, "#EXT-X-STREAM-INF:BANDWIDTH=1280000,CODECS=\"avc1.4d001f,mp4a.40.2\",AUDIO=\"a\"");
            line(text, end, APPLICATION + uri());
        }
        return text.toString();
    }

    private String manifest() {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><MPD type=\"static\">");
        text.append(pick("", "<ProgramInformation><Title>a &amp; b é</Title></ProgramInformation>"));
        for (int periods = 1 + random.nextInt(3); periods > 0; periods--) {
            text.append("\n  <Period>").append(pick("", "<BaseURL>p/</BaseURL>")).append("<AdaptationSet>");
            text.append(
                    pick("", "<SegmentTemplate media=\"$RepresentationID$/" + path() + "-$Number%05d$.m4s\" initialization=\""
                            + xml(uri()) + "\"/>"));
            for (String id : List.of("v1", "a-2")) {
                text.append("<Representation id=\"").append(id).append("\" bandwidth=\"1\">");
                text.append(pick("", "<BaseURL>r" + random.nextInt(9) + "/</BaseURL>"));
                text.append(switch (random.nextInt(3)) {
                    case 0 -> "<SegmentTemplate media=\"" + xml(uri()) + "&amp;t=$Time$\" initialization=\"i.mp4\"/>";
                    case 1 -> "<SegmentList><Initialization sourceURL=\"" + xml(uri()) + "\"/><SegmentURL media=\"" + xml(uri())
                            + "\"/><SegmentURL media=\"" + xml(uri()) + "\"/></SegmentList>";
                    default -> "<!-- " + random.nextInt() + " -->";
                }).append("</Representation>");
            }
            text.append("</AdaptationSet></Period>");
        }
        return text.append("\n</MPD>").toString();
    }

    private static String base(Element element) {
        StringBuilder base = new StringBuilder();
        for (org.w3c.dom.Node node = element.getParentNode(); node instanceof Element parent; node = parent.getParentNode()) {
            for (org.w3c.dom.Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeName().equals("BaseURL")) {
                    base.insert(0, child.getTextContent());
                }
            }
        }
        return base.toString();
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String xml(String uri) {
        return (uri.contains("?") ? uri : uri + "?a=").replace("&", "&amp;");
    }

    private String uri() {
        return path() + pick("", "?v=1", "?a=%20&b[]=2", "?t=:@/");
    }

    private String path() {
        StringBuilder uri = new StringBuilder();
        for (int segments = random.nextInt(3); segments > 0; segments--) {
            uri.append(pick("video", "720p", "a.b", "%C3%A9", "x=1", "a,b", "(1)", "..a", "a..", "~", "a;b", "@")).append('/');
        }
        return uri.append("s").append(random.nextInt(10_000)).append(pick("", ".ts", ".m4s", ".m3u8")).toString();
    }

    private void maybe(StringBuilder text, String end, String line) {
        if (random.nextInt(4) == 0) {
            line(text, end, line);
        }
    }

    private static void line(StringBuilder text, String end, String line) {
        text.append(line).append(end);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
