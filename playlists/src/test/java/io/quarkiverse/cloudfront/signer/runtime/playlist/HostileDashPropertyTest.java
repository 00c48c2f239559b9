package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.Published;

/**
 * Random manifests of a hostile tenant, signed for a viewer or converted, and read by two independent readers: no URL of
 * another
 * host has a signature.
 */
class HostileDashPropertyTest {

    private static final int MANIFESTS_A_ROUND = 50;
    private static final String APPLICATION = "https://app.example.com/videos/7/manifest.mpd";

    @Test
    void signatureOfAViewer_neverLeavesForAnotherHost() {
        Set<String> outcomes = new HashSet<>();
        Rounds.each(random -> {
            for (int i = 0; i < MANIFESTS_A_ROUND; i++) {
                String manifest = new HostileManifests(random).next();
                boolean keep = random.nextBoolean();
                String signed;
                try {
                    signed = keep ? Grants.dashWithForeign(manifest) : Grants.dash(manifest);
                } catch (CloudFrontSignerException e) {
                    outcomes.add("refused " + keep);
                    continue;
                }
                outcomes.add("signed " + keep);
                for (String url : ManifestUrls.bySpecification(APPLICATION, signed)) {
                    if (url.contains("Signature=")) {
                        outcomes.add("with a signature");
                        assertThat(url).as(manifest).startsWith(Grants.SITE + "/");
                    }
                }
                if (!keep) {
                    assertThat(ManifestUrls.byLocalName(APPLICATION, signed)).as(manifest)
                            .noneMatch(url -> url.contains("Signature=") && !url.startsWith(Grants.SITE + "/"));
                }
                if (signed.contains("Signature=")) {
                    assertThat(signed).doesNotContain("ContentSteering", "PatchLocation", "ImportedMPD");
                }
            }
        });
        assertThat(outcomes).containsExactlyInAnyOrder("refused true", "refused false", "signed true", "signed false",
                "with a signature");
    }

    /** Players add the signature to each URL that they make of a converted manifest. */
    @Test
    void convertedManifest_leadsToItsOwnHostOnly() {
        Set<Boolean> outcomes = new HashSet<>();
        Rounds.each(random -> {
            for (int i = 0; i < MANIFESTS_A_ROUND; i++) {
                String manifest = new HostileManifests(random).next();
                String converted;
                try {
                    converted = new String(Published.dash(manifest.getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.UTF_8);
                } catch (CloudFrontSignerException e) {
                    outcomes.add(false);
                    continue;
                }
                outcomes.add(true);
                Set<String> urls = ManifestUrls.bySpecification(APPLICATION, converted);
                urls.addAll(ManifestUrls.byAnyName(APPLICATION, converted));
                assertThat(urls).as(manifest).isNotEmpty().allMatch(url -> url.startsWith("https://app.example.com/"));
                assertThat(converted).doesNotContain("ContentSteering", "PatchLocation", "ImportedMPD", "Location>");
            }
        });
        assertThat(outcomes).hasSize(2);
    }
}
