package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;

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
                List.of("/albums/{id}/*", "/videos/{id}/*"), List.of(), true, true, false, false);
    }

    /** With an alternate domain name. */
    static PrivateContent alias() {
        return new PrivateContent("gallery", "media", "https://media.example.com", List.of("/hls/{id}/*"), List.of(), false,
                true, false, false);
    }

    /** The paths are unknown, but the callers are known. */
    static PrivateContent unknown() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of("/albums/{id}/*", ""),
                List.of("org.acme.Photos#list"), false, false, false, false);
    }

    /** Some files are downloads with their own names. */
    static PrivateContent downloads() {
        return new PrivateContent("gallery", SignerName.DEFAULT, "https://d222222abcdef8.cloudfront.net",
                List.of("/albums/{id}/*", "/documents/{id}.pdf"), List.of(), false, true, false, true);
    }

    /** Some files are downloads, at unknown paths. */
    static PrivateContent unknownDownloads() {
        return new PrivateContent("gallery", SignerName.DEFAULT, null, List.of(""), List.of("org.acme.Documents#list"), false,
                true, false, true);
    }

    /** Names that are unusual in each of the languages. */
    static PrivateContent hostile() {
        return new PrivateContent("Mine & \"Yours\"\n'$(id)' ${x} !{y}", "my media=:'$(id)", "https://a\"b.example.com",
                List.of("/\"$(id)\"/*", "/ok/${x}/*", "/x'; id #/*"), List.of(), true, true, false, true);
    }

    static List<PrivateContent> all() {
        return List.of(known(), alias(), unknown(), downloads(), unknownDownloads(), hostile());
    }

    static String text(PrivateContent content, String title) {
        return text(content, title, KeyType.P256);
    }

    static String text(PrivateContent content, String title, KeyType keyType) {
        return new GoLiveGenerator().generate(content, keyType).stream().filter(text -> text.title().equals(title))
                .findFirst().orElseThrow().text();
    }
}
