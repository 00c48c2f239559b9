package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.function.Pages;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.function.SitePart;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.golive.PrivateContent.GateSetup;
import io.quarkiverse.cloudfront.signer.deployment.marks.MarksSetup;

/**
 * Applications of different kinds.
 */
final class Contents {

    private Contents() {
    }

    /** All resources are known. */
    static PrivateContent known() {
        return content(null, List.of("/albums/{id}/*", "/videos/{id}/*"), false, List.of(), null);
    }

    /** Scripts of other origins read the files, for which they have cookies. */
    static PrivateContent cors() {
        return content(null, List.of("/videos/{id}/*"), false, List.of("https://app.example.com", "http://localhost:3000"),
                null);
    }

    /** Scripts of every origin read the files, for which they have URLs. */
    static PrivateContent corsForEverybody() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of(""), List.of("org.acme.Photos#list"), false,
                true, false, false, List.of("*"), null, Optional.empty(), false);
    }

    /** With an alternate domain name. */
    static PrivateContent alias() {
        return new PrivateContent("gallery", "media", "https://media.example.com", List.of("/hls/{id}/*"), List.of(), false,
                true, false, false, List.of(), null, Optional.empty(), false);
    }

    /** The paths are unknown, but the callers are known. */
    static PrivateContent unknown() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of("/albums/{id}/*", ""),
                List.of("org.acme.Photos#list"), false, false, false, false, List.of(), null, Optional.empty(), false);
    }

    /** Some files are downloads with their own names. */
    static PrivateContent downloads() {
        return content(null, List.of("/albums/{id}/*", "/documents/{id}.pdf"), true, List.of(), null);
    }

    /** Some files are downloads, at unknown paths. */
    static PrivateContent unknownDownloads() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of(""), List.of("org.acme.Documents#list"), false,
                true, false, true, List.of(), null, Optional.empty(), false);
    }

    /** Names that are unusual in each of the languages. */
    static PrivateContent hostile() {
        return new PrivateContent("Mine & \"Yours\"\n'$(id)' ${x} !{y}", "my media=:'$(id)", "https://a\"b.example.com",
                List.of("/\"$(id)\"/*", "/ok/${x}/*", "/x'; id #/*"), List.of(), true, true, false, true,
                List.of("https://a.example.com\"", "/https:.*/", "*", "https://${x}"), null, Optional.empty(), false);
    }

    /** A private site, all of which is behind a gate. */
    static PrivateContent site() {
        return content("https://handbook.example.com", List.of("/*"), false, List.of(),
                new GateSetup("/private-access/*", "/private-access/denied", List.of("/*"),
                        new Site(List.of(), Optional.of("/404.html"))));
    }

    /** A single-page application, all of which is behind a gate. */
    static PrivateContent application() {
        return content("https://club.example.com", List.of("/*"), false, List.of(),
                new GateSetup("/private-access/*", "/private-access/denied", List.of("/*"),
                        new Site(List.of(new SitePart("/", Pages.SPA)))));
    }

    /** Gates in front of two parts of a site, with their pages below one of them, next to signed URLs of downloads. */
    static PrivateContent parts() {
        return content(null, List.of("/videos/{id}/*", "/docs/drafts/*", "/docs/*", "/tenants/{claim.tenant}/*"), true,
                List.of("https://app.example.com"),
                new GateSetup("/docs/access/*", "/docs/access/denied", List.of("/docs/*", "/tenants/{claim.tenant}/*"),
                        new Site(List.of(new SitePart("/docs/", Pages.DIRECTORIES), new SitePart("/tenants/", Pages.SPA)))));
    }

    /** A gate in front of a part of a site, next to signed URLs at unknown paths. */
    static PrivateContent unknownNextToGate() {
        return content(null, List.of("/docs/*", ""), false, List.of(),
                new GateSetup("/app/private-access/*", "/app/private-access/denied", List.of("/docs/*"), Site.OF_FILES));
    }

    /** Each URL and each set of cookies has a mark. */
    static PrivateContent marks() {
        return with(known(), null, Optional.of(new MarksSetup(true)));
    }

    /**
     * The first step of a roll-out of marks, which accepts all, with pages of a gate next to downloads and scripts of another
     * origin.
     */
    static PrivateContent optionalMarks() {
        return with(parts(), null, Optional.of(new MarksSetup(false)));
    }

    /** Some links open a directory. */
    static PrivateContent directories() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of("/reports/{id}/*"), List.of(), false, true,
                false,
                false, List.of(), null, Optional.empty(), true);
    }

    /** The same with marks and pages. */
    static PrivateContent directoriesWithMarks() {
        PrivateContent parts = parts();
        return new PrivateContent(parts.application(), parts.signer(), null, parts.resources(), parts.unknown(), true, true,
                false, true, parts.corsOrigins(), parts.gate(), Optional.of(new MarksSetup(true)), true);
    }

    /** Each tenant has its own domain, and cookies are for the viewer's address. */
    static PrivateContent tenants() {
        return new PrivateContent("gallery", SignerName.DEFAULT, "https://{claim.realm_access/tenant}.media.example.com",
                List.of("/films/{id}/*"), List.of(), true, false, false, false, List.of("https://app.example.com"), null,
                Optional.empty(), false);
    }

    /** All of each tenant's site is behind a gate, and each user has a mark. */
    static PrivateContent tenantsWithMarks() {
        return with(application(), "https://{principal}.media.example.com",
                Optional.of(new MarksSetup(true)));
    }

    private static PrivateContent with(PrivateContent other, String url, Optional<MarksSetup> marks) {
        return new PrivateContent(other.application(), other.signer(), url, other.resources(), other.unknown(),
                other.cookies(), other.ipv6(), other.rsaOnly(), other.downloads(), other.corsOrigins(), other.gate(), marks,
                other.directories());
    }

    /** With cookies, for any address. */
    private static PrivateContent content(String url, List<String> resources, boolean downloads, List<String> corsOrigins,
            GateSetup gate) {
        return new PrivateContent("gallery", SignerName.DEFAULT, url, resources,
                resources.contains("") ? List.of("org.acme.Photos#list") : List.of(), true, true, false, downloads, corsOrigins,
                gate, Optional.empty(), false);
    }

    static List<PrivateContent> all() {
        return List.of(known(), cors(), corsForEverybody(), alias(), unknown(), downloads(), unknownDownloads(), hostile(),
                site(), application(), parts(), unknownNextToGate(), marks(), optionalMarks(), directories(),
                directoriesWithMarks(), tenants(), tenantsWithMarks());
    }

    static String text(PrivateContent content, String title) {
        return text(content, title, KeyType.P256);
    }

    static String text(PrivateContent content, String title, KeyType keyType) {
        return new GoLiveGenerator().generate(content, keyType).stream().filter(text -> text.title().equals(title))
                .findFirst().orElseThrow().text();
    }
}
