package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A wrong name of a signer, which only production would refuse.
 */
class ConfiguredNamesTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "url, <default>", "%prod.url, <default>", "`%{prod,staging}.url`, <default>", "key-pair-id, <default>",
            "keys.\"K2\".private-key, <default>", "keys.K2.private-key, <default>",
            "media.url, media", "\"media\".url, media", "%prod.\"media\".url, media", "%prod.media.private-key, media",
            "\"my.media\".url, my.media", "media.private-key-location, media", "media.credentials-provider, media",
            "media.keys.\"K2\".active-from, media", "media.expires-in, media", "\"keys\".url, keys" })
    void propertyThatMakesASigner_hasItsName(String property, String name) {
        int profile = property.startsWith("%") ? property.indexOf('.') + 1 : 0;

        assertThat(ConfiguredNames.in(List.of(property.substring(0, profile) + PREFIX + property.substring(profile))))
                .containsExactly(name);
    }

    @Test
    void otherProperties_haveNoName() {
        assertThat(ConfiguredNames.in(List.of(PREFIX + "devservices.origin", PREFIX + "gate.resource", PREFIX + "expires-in",
                PREFIX + "gate.\"docs\".signer", PREFIX + "cookies.path", "quarkus.datasource.url",
                "cloudfront-edge.override." + PREFIX + "media.url"))).isEmpty();
    }

    @Test
    void nameThatNoProfileConfigures_isMissing() {
        ConfiguredNames configured = new ConfiguredNames(Set.of("media", "film"), List.of());

        assertThat(configured.missing(Set.of("media", "medai", "<default>"))).containsExactly("<default>", "medai");
        assertThat(configured.missing(Set.of("media"))).isEmpty();
    }

    /** The first trial has no configuration yet. */
    @Test
    void withoutAnySigner_noneIsMissing() {
        assertThat(new ConfiguredNames(Set.of(), List.of()).missing(Set.of("medai"))).isEmpty();
    }

    /** They are only read in their profile. */
    @Test
    void nameInTheFileOfAnotherProfile_isNotMissing() {
        ConfiguredNames configured = new ConfiguredNames(Set.of("film"),
                List.of("quarkus.cloudfront-signer.media.url=https://media.example.com"));

        assertThat(configured.missing(Set.of("media", "<default>", "medai"))).containsExactly("medai");
    }
}
