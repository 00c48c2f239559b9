package io.quarkiverse.cloudfront.signer.runtime.config.source;

import static io.smallrye.config.ConfigMappings.ConfigClass.configClass;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.smallrye.config.ConfigMappings;

/**
 * The equivalent forms of a property's name.
 */
class PropertyFormsTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', value = {
            "media.url, \"media\".url, media.url",
            "\"media\".url, \"media\".url, media.url",
            "my-media_2.cookies.domain, \"my-media_2\".cookies.domain, my-media_2.cookies.domain",
            "gate.docs.resource, gate.\"docs\".resource, gate.docs.resource",
            "gate.\"docs\".path, gate.\"docs\".path, gate.docs.path",
            "keys.K2.active-from, keys.\"K2\".active-from, keys.K2.active-from" })
    void plainName_hasTwoForms(String name, String quoted, String unquoted) {
        assertThat(PropertyForms.of(PREFIX + name).all()).containsExactly(PREFIX + quoted, PREFIX + unquoted);
    }

    @Test
    void keyOfNamedSigner_hasFourForms() {
        assertThat(PropertyForms.of(PREFIX + "media.keys.\"K2\".private-key").all()).containsExactly(
                PREFIX + "\"media\".keys.\"K2\".private-key", PREFIX + "media.keys.\"K2\".private-key",
                PREFIX + "\"media\".keys.K2.private-key", PREFIX + "media.keys.K2.private-key");
    }

    @ParameterizedTest
    @ValueSource(strings = { "url", "key-pair-id", "cookies.same-site", "signature-cache.max-size", "devservices.port",
            "gate.resource",
            "\"my.media\".url", "my.media.url", "\"cookies\".url", "\"keys\".url", "", ".", "..", "\"", "\".url", "\"\".url",
            "\"a\"b.url" })
    void otherName_hasOneForm(String name) {
        assertThat(PropertyForms.of(PREFIX + name).all()).containsExactly(PREFIX + name);
    }

    @Test
    void groups_areThoseOfTheMappingsAndTheGate() {
        Set<String> groups = new TreeSet<>(Set.of("gate"));
        for (Class<?> mapping : List.of(CloudFrontSignersRuntimeConfig.class, CloudFrontSignerBuildTimeConfig.class)) {
            for (String property : ConfigMappings.getProperties(configClass(mapping)).keySet()) {
                String[] segments = property.substring(PREFIX.length()).split("\\.");
                if (segments.length > 1 && !segments[0].equals("*")) {
                    groups.add(segments[0]);
                }
            }
        }
        assertThat(SignerProperties.GROUPS).containsExactlyInAnyOrderElementsOf(groups);
    }
}
