package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.edge.function.Pages;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.function.SitePart;
import io.quarkiverse.cloudfront.signer.SignerName;

/**
 * Applications of different kinds.
 */
final class Contents {

    private Contents() {
    }

    /** All resources are known. */
    static PrivateContent known() {
        return new PrivateContent("gallery", SignerName.DEFAULT, "https://d222222abcdef8.cloudfront.net",
                List.of("/albums/{id}/*", "/videos/{id}/*"), List.of(), true, true, false, false, null);
    }

    /** With an alternate domain name. */
    static PrivateContent alias() {
        return new PrivateContent("gallery", "media", "https://media.example.com", List.of("/hls/{id}/*"), List.of(), false,
                true, false, false, null);
    }

    /** The paths are unknown, but the callers are known. */
    static PrivateContent unknown() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of("/albums/{id}/*", ""),
                List.of("org.acme.Photos#list"), false, false, false, false, null);
    }

    /** Some files are downloads with their own names. */
    static PrivateContent downloads() {
        return new PrivateContent("gallery", SignerName.DEFAULT, "https://d222222abcdef8.cloudfront.net",
                List.of("/albums/{id}/*", "/documents/{id}.pdf"), List.of(), false, true, false, true, null);
    }

    /** Some files are downloads, at unknown paths. */
    static PrivateContent unknownDownloads() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of(""), List.of("org.acme.Documents#list"), false,
                true, false, true, null);
    }

    /** Names that are unusual in each of the languages. */
    static PrivateContent hostile() {
        return new PrivateContent("Mine & \"Yours\"\n'$(id)' ${x} !{y}", "my media=:'$(id)", "https://a\"b.example.com",
                List.of("/\"$(id)\"/*", "/ok/${x}/*", "/x'; id #/*"), List.of(), true, true, false, true, null);
    }

    /** A private site, all of which is behind a gate. */
    static PrivateContent site() {
        return new PrivateContent("handbook", SignerName.DEFAULT, "https://handbook.example.com", List.of("/*"), List.of(),
                true,
                true, false, false, new GateSetup("/private-access/*", "/private-access/denied", List.of("/*"), Site.OF_FILES));
    }

    /** A single-page application, all of which is behind a gate. */
    static PrivateContent application() {
        return new PrivateContent("club", SignerName.DEFAULT, "https://club.example.com", List.of("/*"), List.of(), true, true,
                false, false, new GateSetup("/private-access/*", "/private-access/denied", List.of("/*"),
                        new Site(List.of(new SitePart("/", Pages.SPA)))));
    }

    /** Gates in front of two parts of a site, with their pages below one of them, next to signed URLs of downloads. */
    static PrivateContent parts() {
        return new PrivateContent("gallery", SignerName.DEFAULT, "https://d222222abcdef8.cloudfront.net",
                List.of("/videos/{id}/*", "/docs/drafts/*", "/docs/*", "/tenants/{claim.tenant}/*"), List.of(), true, true,
                false,
                true, new GateSetup("/docs/access/*", "/docs/access/denied", List.of("/docs/*", "/tenants/{claim.tenant}/*"),
                        new Site(List.of(new SitePart("/docs/", Pages.DIRECTORIES), new SitePart("/tenants/", Pages.SPA)))));
    }

    /** A gate in front of a part of a site, next to signed URLs at unknown paths. */
    static PrivateContent unknownNextToGate() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of("/docs/*", ""), List.of("org.acme.Photos#list"),
                true, true, false, false,
                new GateSetup("/app/private-access/*", "/app/private-access/denied", List.of("/docs/*"), Site.OF_FILES));
    }

    static List<PrivateContent> withoutGate() {
        return List.of(known(), alias(), unknown(), downloads(), unknownDownloads(), hostile());
    }

    static List<PrivateContent> withGate() {
        return List.of(site(), application(), parts(), unknownNextToGate());
    }

    static List<PrivateContent> all() {
        return Stream.of(withoutGate(), withGate()).flatMap(List::stream).toList();
    }

    static String text(PrivateContent content, String title) {
        return text(content, title, KeyType.P256);
    }

    static String text(PrivateContent content, String title, KeyType keyType) {
        return new GoLiveGenerator().generate(content, keyType).stream().filter(text -> text.title().equals(title))
                .findFirst().orElseThrow().text();
    }
}
