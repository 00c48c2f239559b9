package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Playlists of a given length whose lines, variables, references, or names could multiply, and ordinary ones.
 */
final class HostilePlaylists {

    private static final String ESCAPES = ("%" + "25".repeat(8) + "41").repeat(50);
    private static final String BEGIN = "<MPD><Period><AdaptationSet><Representation>";
    private static final String END = "</Representation></AdaptationSet></Period></MPD>";
    private static final String PROPERTY = "<MPD><EssentialProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\">";

    private HostilePlaylists() {
    }

    static Stream<String> ordinaryHls(int length) {
        return Stream.<IntFunction<String>> of(i -> "#EXTINF:6.0,\nsegment-%s.m4s\n".formatted(100_000 + i),
                i -> "#EXTINF:6.0,\nsegment-%s.m4s?v=1\n".formatted(100_000 + i),
                i -> "#EXT-X-PART:DURATION=0.33334,URI=\"part%s.mp4\"\n".formatted(i))
                .map(part -> Work.repeat(length, "#EXTM3U\n", part, ""));
    }

    static Stream<String> ordinaryDash(int length) {
        return Stream.of(Work.dash(length),
                Work.repeat(length,
                        "<MPD><Period><AdaptationSet><SegmentTemplate media=\"v/$RepresentationID$/$Number$.m4s\"/>",
                        i -> "<Representation id=\"v%s\" bandwidth=\"%s\" codecs=\"avc1.64001e\"/>".formatted(i, 100_000 + i),
                        "</AdaptationSet></Period></MPD>"));
    }

    static Map<String, String> hls(int length) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String line : new String[] { "", " ", "#", "#EXT", "#EXT:A=B", "a", "a?", "x:", "//e", "{$x}", "#EXT:URI=\"a\"",
                "#EXT:URI=\"{$x}\"", "#EXT-X-PREFETCH:a", "#EXT:A=b,URI=\"data:a\"", "#EXT:A=b" + ",URI=\"a\"".repeat(50),
                "#EXTINF:1,\na?{$i}", "#EXTINF:1,\n{$x}", "#EXTINF:1,\nseg.ts?t={$t}",
                "#EXTINF:1,\n" + "{$e}".repeat(1_000) + "a",
                "#EXTINF:1,\na?" + "{$i}".repeat(1_000), "#EXTINF:1,\na%41", "#EXTINF:1,\n" + ESCAPES,
                "#EXTINF:1,\n//e/" + ESCAPES, "#EXTINF:1,\nhttps://media.example.com/" + ESCAPES,
                "#EXTINF:1,\n" + "a/../".repeat(200) + "b", "#EXTINF:1,\n" + "a/".repeat(1_000) + "../".repeat(900) + "b",
                "#EXTINF:1,\n" + "%41".repeat(2_000), "#EXTINF:1,\n" + "ä".repeat(200) }) {
            String begin = "#EXTM3U\n"
                    + (line.contains("{$x}") ? value("b", "x".repeat(100)) + value("x", "{$b}".repeat(40)) : "")
                    + (line.contains("{$t}") ? value("t", "t".repeat(300)) : "") + (line.contains("{$e}") ? value("e", "") : "")
                    + (line.contains("{$i}") ? "#EXT-X-DEFINE:IMPORT=\"i\"\n" : "");
            all.put("lines of " + line, Work.repeat(length, begin, i -> line + "\n", ""));
        }
        for (String part : new String[] { ",URI=\"a\"", ",A=b", "URI!!", "!", "URI=!", "=", " ", "ä", "@" }) {
            all.put("a tag with " + part, Work.repeat(length, "#EXTM3U\n#EXT:A=b,URI", i -> part, "\n"));
            all.put("a URI with " + part, Work.repeat(length, "#EXTM3U\n//a", i -> part, "\n"));
        }
        all.put("a tag with many names", Work.repeat(length, "#EXTM3U\n#EXT:A=b", i -> ",A%sURI=\"a\"".formatted(i), "\n"));
        all.put("values of values", Work.repeat(length, "#EXTM3U\n" + value("a", "x".repeat(1_000)),
                i -> i < 9 ? value("v" + i, "{$a}".repeat(7)) : "#\n", ""));
        all.put("many variables", Work.repeat(length, "#EXTM3U\n", i -> i < 250 ? value("v" + i, "") : "#\n", ""));
        return all;
    }

    private static String value(String name, String value) {
        return "#EXT-X-DEFINE:NAME=\"" + name + "\",VALUE=\"" + value + "\"\n";
    }

    static Map<String, String> dash(int length) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String part : new String[] { "<a/>", "<a xmlns:x=\"u\"/>", "<!---->", "<?a?>", "<![CDATA[]]>", "&lt;", "&#9;", ">",
                "\r", "<SegmentURL media=\"a\"/>", "<SegmentURL media=\"a\" index=\"a\"/>", "<SegmentURL media=\"?a\"/>",
                "<a a=\"//e\"/>", "<a>//e</a>",
                "<SegmentURL media=\"a%41\"/>", "<SegmentURL media=\"" + ESCAPES + "\"/>",
                "<SegmentTemplate media=\"a\" index=\"a\" initialization=\"a\" bitstreamSwitching=\"a\"/>",
                "<SegmentTemplate media=\"" + "$Number%099d$".repeat(60) + "\"/>", "<a>".repeat(90) + "</a>".repeat(90) }) {
            all.put("content of " + part, Work.repeat(length, BEGIN, i -> part, END));
        }
        for (String name : new String[] { "<a%s/>", "<a a%s=''/>", "<a xmlns:a%s='u'/>", "<?a%s?>", "<a xmlns:a='u%s'/>" }) {
            all.put("names as in " + name, Work.repeat(length, BEGIN, i -> name.formatted(i), END));
        }
        for (String attribute : new String[] { " a%s=''", " xmlns:a%s='u'" }) {
            all.put("an element with" + attribute, Work.repeat(length, BEGIN + "<a", i -> attribute.formatted(i), "/>" + END));
        }
        for (String part : new String[] { "a", "&amp;", "$RepresentationID$", "a: ", "//e " }) {
            all.put("an attribute with " + part, Work.repeat(length, BEGIN + "<a a=\"", i -> part, "\"/>" + END));
            all.put("a base with " + part, Work.repeat(length, BEGIN + "<BaseURL>", i -> part, "</BaseURL>" + END));
            all.put("a template with " + part,
                    Work.repeat(length, BEGIN + "<SegmentTemplate media=\"", i -> part, "\"/>" + END));
            all.put("a time with " + part, Work.repeat(length,
                    BEGIN + "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-head:2014\" value=\"", i -> part, "\"/>" + END));
        }
        all.put("a comment", Work.repeat(length, BEGIN + "<!--", i -> "a", "-->" + END));
        all.put("a property with elements", Work.repeat(length, PROPERTY, i -> "<a/>", "</EssentialProperty><Period/></MPD>"));
        all.put("a property with text", Work.repeat(length, PROPERTY, i -> "a&lt;", "</EssentialProperty><Period/></MPD>"));
        all.put("a DTD", Work.repeat(length, "<!DOCTYPE a [", i -> "<!ENTITY a%s \"&a%s;\">".formatted(i, i - 1), "]><MPD/>"));
        addCombinations(length, all);
        return all;
    }

    private static void addCombinations(int length, Map<String, String> all) {
        String bases = Work.repeat(Math.min(1_800, length / 2), "", i -> "<BaseURL>c%s/</BaseURL>".formatted(i), "");
        for (String media : new String[] { "?a", "a%s/../../b", "../d%s/../b", "../a", "a%%41" }) {
            IntFunction<String> reference = i -> "<SegmentURL media=\"" + media.formatted(i) + "\"/>";
            all.put("bases with " + media, Work.repeat(length, "<MPD>" + bases + BEGIN.substring(5), reference, END));
            for (String begin : new String[] { "", "//e/", "data:" }) {
                for (int most : new int[] { 6_000, Integer.MAX_VALUE }) {
                    String base = "<BaseURL>" + begin + "a/".repeat(Math.min(most, length / 2) / 2) + "</BaseURL>";
                    all.put("a base of " + base.length() + " in " + begin + " with " + media,
                            Work.repeat(length, "<MPD>" + base + BEGIN.substring(5), reference, END));
                }
            }
        }
        all.put("bases of bases", Work.repeat(length, "<MPD>" + bases + "<Period><AdaptationSet>",
                i -> "<Representation><BaseURL/></Representation>", "</AdaptationSet></Period></MPD>"));
        String templates = "<SegmentTemplate media=\"//e/" + "a/".repeat(length / 4) + "$RepresentationID$\"/>";
        String ids = "<SegmentTemplate media=\"//e/" + "$RepresentationID$".repeat(Math.min(400, length / 36)) + "\"/>"
                + "<Representation id=\"" + "a".repeat(length / 4) + "\"/>";
        String data = "<SegmentTemplate media=\"$RepresentationID$\"/>".repeat(Math.min(400, length / 90))
                + "<Representation id=\"data:" + "a".repeat(length / 4) + "\"/>";
        for (String inherited : new String[] { templates, ids, data, repeated(length, "<SegmentURL media=\"/hls/7/1\"/>"),
                repeated(length, "<SegmentTemplate media=\"$RepresentationID$\"/>"), repeated(length / 2, "<a/>")
                        + repeated(length / 2, "<SegmentTemplate media=\"$RepresentationID$\"/>") }) {
            String begin = "<MPD><Period><AdaptationSet>" + inherited;
            String name = inherited.substring(0, 40) + inherited.length();
            for (String representation : new String[] { "<Representation/>",
                    "<Representation><BaseURL>a</BaseURL></Representation>" }) {
                all.put(name + representation,
                        Work.repeat(length, begin, i -> representation, "</AdaptationSet></Period></MPD>"));
            }
        }
    }

    private static String repeated(int length, String part) {
        return part.repeat(Math.max(1, length / 2 / part.length()));
    }
}
