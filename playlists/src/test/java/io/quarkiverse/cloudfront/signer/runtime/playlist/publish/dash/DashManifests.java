package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import java.util.Random;

/**
 * Generates manifests as packagers write them: each addressing scheme, periods, nested and alternative bases, live and on
 * demand.
 */
final class DashManifests {

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final String prefix;
    private final String newLine;
    private final String indentation;
    private int depth;

    DashManifests(Random random) {
        this.random = random;
        this.prefix = pick("", "", "", "mpd:");
        this.newLine = pick("\n", "\n", "\r\n", "");
        this.indentation = newLine.isEmpty() ? "" : pick("  ", "\t", "    ", "");
    }

    String manifest() {
        text.append(pick("", "\uFEFF")).append(pick("", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                "<?xml version='1.0' encoding='utf-8' standalone='yes'?>", "<?xml version=\"1.0\"?>\n<!-- <Period/> é -->"));
        String type = pick("type=\"static\" mediaPresentationDuration=\"PT30S\"",
                "type='dynamic' minimumUpdatePeriod=\"PT2S\" availabilityStartTime=\"2026-01-01T00:00:00Z\"");
        open("MPD", "xmlns" + (prefix.isEmpty() ? "" : ":mpd") + "=\"urn:mpeg:dash:schema:mpd:2011\" " + type);
        maybe("<ProgramInformation><Title>a &amp; b, é日𝄞 &gt;</Title></ProgramInformation>");
        bases(2);
        for (int periods = 1 + random.nextInt(2); periods > 0; periods--) {
            period();
        }
        maybe("<Metrics metrics=\"HttpList\"/>");
        maybe("<SupplementalProperty schemeIdUri=\"urn:example\" value='a>b'/>");
        maybe("<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-xsdate:2014\" value=\"https://time.example.com/?a&amp;b\"/>");
        close("MPD");
        return text.append(pick("", newLine, "<!-- </MPD> -->")).toString();
    }

    private void period() {
        open("Period", "id='" + random.nextInt() + "'");
        bases(1);
        maybe("<EventStream schemeIdUri=\"urn:example\"><Event>a &lt;Location> b</Event></EventStream>");
        int inherited = random.nextInt(8);
        if (inherited < 3) {
            addressing(inherited);
        }
        for (int sets = 1 + random.nextInt(2); sets > 0; sets--) {
            set();
        }
        close("Period");
    }

    private void set() {
        open("AdaptationSet", pick("mimeType=\"video/mp4\"", "contentType='text' mimeType='text/vtt'", "lang=\"de\""));
        maybe("<ContentProtection schemeIdUri=\"urn:mpeg:dash:mp4protection:2011\" value=\"cenc\"/>");
        maybe("<EssentialProperty schemeIdUri=\"http://dashif.org/guidelines/trickmode\" value=\"1\"/>");
        maybe("<EssentialProperty schemeIdUri=\"http://dashif.org/thumbnail_tile\" value=\"10x1\"/>");
        maybe("<Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"main\"/>");
        bases(2);
        int inherited = random.nextInt(6);
        if (inherited < 3) {
            addressing(inherited);
        }
        for (int representations = 1 + random.nextInt(2); representations > 0; representations--) {
            String id = pick("v1", "video=1200000", "a_b.c", "x/y") + random.nextInt(100);
            open("Representation", "id=\"" + id + "\" bandwidth='" + random.nextInt(1_000_000) + "'");
            bases(1);
            int own = random.nextInt(5);
            if (own < 4) {
                addressing(own);
            }
            close("Representation");
        }
        close("AdaptationSet");
    }

    private void bases(int most) {
        for (int bases = random.nextInt(4) == 0 ? most : 0; bases > 0; bases--) {
            line("<BaseURL" + pick("", " serviceLocation=\"a\"") + ">" + pick("", " ")
                    + pick("", "b/", "c/d/", "./e/", "f/x.mp4")
                    + "</BaseURL>");
        }
    }

    private void addressing(int scheme) {
        switch (scheme) {
            case 0 -> {
                open("SegmentTemplate", "timescale=\"1000\" media=\"" + pick("$RepresentationID$/", "$Bandwidth$-", "")
                        + path() + pick("$Number$", "$Number%05d$", "$Time$") + ".m4s" + query() + "\" initialization='"
                        + pick("", "$RepresentationID$-") + path() + ".mp4" + query() + "'");
                maybe("<SegmentTimeline><S t=\"0\" d=\"2000\" r=\"9\"/></SegmentTimeline>");
                close("SegmentTemplate");
            }
            case 1 -> {
                open("SegmentList", "duration='2'");
                maybe("<Initialization sourceURL=\"" + path() + query() + "\"/>");
                for (int segments = 1 + random.nextInt(3); segments > 0; segments--) {
                    line("<SegmentURL " + pick("media=\"" + path() + query() + "\"", "mediaRange=\"0-99\"",
                            "media='" + path() + "' index='" + path() + "' indexRange='0-9'") + pick("/>", " />"));
                }
                close("SegmentList");
            }
            case 2 -> line("<SegmentBase indexRange=\"100-199\"><Initialization range=\"0-99\"/></SegmentBase>");
            default -> line("<BaseURL>" + path() + ".mp4" + query() + "</BaseURL>");
        }
    }

    private String path() {
        return pick("seg", "a/b", "%C3%A9", "s,1", "x=1", "(1)", "~", "..a", "@", "a;b") + random.nextInt(1000);
    }

    private String query() {
        return pick("", "", "?v=1", "?a=%20&amp;b=2", "?policy=x");
    }

    private void open(String name, String attributes) {
        line("<" + name + " " + attributes + ">");
        depth++;
    }

    private void close(String name) {
        depth--;
        line("</" + name + ">");
    }

    private void maybe(String line) {
        if (random.nextInt(4) == 0) {
            line(line);
        }
    }

    private void line(String line) {
        if (random.nextInt(20) == 0) {
            text.append("<!-- <BaseURL>https://other.example.com/</BaseURL> -->");
        }
        text.append(newLine).append(indentation.repeat(depth))
                .append(line.replaceAll("<(/?)(?=[A-Za-z])", "<$1" + prefix));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
