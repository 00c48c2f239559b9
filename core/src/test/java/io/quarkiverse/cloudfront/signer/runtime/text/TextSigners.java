package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.List;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;

/** A signer, and its policy for the files of one article. */
record TextSigners(CloudFrontSigner signer, SignedPolicy policy) {

    static final String SITE = "https://media.example.com";
    static final String OWN = SITE + "/articles/7/";

    static TextSigners of(String... textOrigins) {
        CloudFrontSigner signer = SignerBuilder.of(SITE).keyPairId("K1").privateKey(NewKey.p256()).textOrigins(textOrigins)
                .build();
        return new TextSigners(signer, signer.sign(signer.policy("/articles/7/*").build()));
    }

    String sign(String text, boolean markup) {
        return markup ? policy.markup(text) : policy.text(text);
    }

    /** The signed URL, as it stands in the text. */
    String url(String url, boolean markup) {
        String signed = policy.url(url);
        return markup ? signed.replace("&", "&amp;") : signed;
    }

    /**
     * A text in which {@code {a}} and so on are files of the article.
     */
    record Example(String template) {

        private static final List<String> NAMES = List.of("a.png", "b.png", "c.png");

        String unsigned() {
            return with(OWN, "");
        }

        String with(String before, String query) {
            String text = template;
            for (String name : NAMES) {
                text = text.replace("{" + name.charAt(0) + "}", before + name + query);
            }
            return text;
        }
    }
}
