package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.List;
import java.util.Random;

/**
 * Generates DASH manifests as a tenant writes them who wants the signatures of viewers: with other hosts in bases, references,
 * and elements that choose hosts later, in other namespaces and in another case.
 */
public final class HostileManifests {

    private static final List<String> URLS = List.of("a.mp4", "b/", "", "https://evil.example/", "//evil.example/",
            "https://evil.example/a.mp4", "../8/", "https:", "\\\\evil.example/", "/\\evil.example/", "/&#9;/evil.example/",
            " https://evil.example/ ",
            "h&#116;tps://evil.example/", Grants.PREFIX, Grants.PREFIX + "c/", "https://media.example.com/hls/8/", "./d/");
    private static final List<String> NAMES = List.of("BaseURL", "BaseURL", "BaseURL", "baseurl", "x:BaseURL", "Location",
            "PatchLocation", "ContentSteering", "x:ContentSteering", "Future", "FutureBase", "ImportedMPD");
    private static final List<String> REFERENCES = List.of("$Number$.m4s", "$RepresentationID$/$Time$", "a.m4s?b=c",
            "https://evil.example/$Number$", "//evil.example/$Number$", "$RepresentationID$:x", "../8/$Number$");
    private static final List<String> IDS = List.of("1", "a/b", "https", "https://evil.example/", "/evil.example", "v1");

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    public HostileManifests(Random random) {
        this.random = random;
    }

    public String next() {
        text.append(
                "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" xmlns:x=\"urn:x\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
                .append(attributes()).append('>');
        elements(4);
        text.append("<Period").append(attributes()).append('>');
        elements(5);
        text.append("<AdaptationSet").append(attributes()).append('>');
        elements(5);
        addressing();
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            text.append("<Representation bandwidth=\"1\" id=\"").append(pick(IDS)).append("\">");
            elements(6);
            addressing();
            text.append("</Representation>");
        }
        text.append("</AdaptationSet></Period>");
        elements(8);
        return text.append("</MPD>").toString();
    }

    private String attributes() {
        return random.nextInt(40) > 0 ? ""
                : " " + pick(List.of("xml:base", "xlink:href", "href", "base", "future-url")) + "=\"" + pick(URLS) + "\"";
    }

    /** @param rarity of an element that is not harmless */
    private void elements(int rarity) {
        for (int count = random.nextInt(3); count > 0; count--) {
            String name = random.nextInt(rarity) > 0 ? "BaseURL" : pick(NAMES);
            String url = random.nextInt(rarity) > 0 ? pick(List.of("e/", "f/", Grants.PREFIX.substring(Grants.SITE.length())))
                    : pick(URLS);
            text.append('<').append(name).append('>').append(url).append("</").append(name).append('>');
        }
    }

    private void addressing() {
        String reference = random.nextInt(3) > 0 ? "$Number$-$RepresentationID$.m4s" : pick(REFERENCES);
        switch (random.nextInt(4)) {
            case 0 -> text.append("<SegmentTemplate media=\"").append(reference).append("\" initialization=\"i.mp4\"/>");
            case 1 -> text.append("<SegmentList><Initialization sourceURL=\"i.mp4\"/><SegmentURL media=\"")
                    .append(reference.replace("$", "")).append("\"/></SegmentList>");
            default -> {
                // inherited
            }
        }
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
