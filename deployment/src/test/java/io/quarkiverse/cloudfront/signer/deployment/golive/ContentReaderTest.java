package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.golive.SignerContent.Place;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class ContentReaderTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";

    private static SignerContent read(boolean inFiles, Map<String, String> file, Map<String, String> environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(file, "file", 250),
                new PropertiesConfigSource(environment, "environment", 300)).withProfile("prod").addDefaultInterceptors()
                .build();
        return new ContentReader("gallery", false, config, inFiles).read(SignerName.DEFAULT, List.of(), null);
    }

    /** Otherwise, a build machine that sets the variable would have another file than the developer's. */
    @Test
    void valueOfTheEnvironment_isNotPartOfFiles() {
        Map<String, String> environment = Map.of(PREFIX + "url", "https://machine.example.com");

        assertThat(read(true, Map.of(), environment).content().url()).isNull();
        assertThat(read(false, Map.of(), environment).content().url()).isEqualTo("https://machine.example.com");
    }

    @Test
    void valueForProduction_takesPrecedence() {
        assertThat(read(true, Map.of(PREFIX + "url", "https://dev.example.com", "%prod." + PREFIX + "url",
                "https://media.example.com"), Map.of()).content().url()).isEqualTo("https://media.example.com");
    }

    @Test
    void configuredResourceOfCookies_isPrivate() {
        assertThat(read(true, Map.of(PREFIX + "cookies.resource", "/films/{id}/*"), Map.of()).places())
                .containsExactly(new Place(PREFIX + "cookies.resource", "/films/{id}/*", true));
    }

    @Test
    void expressionWithoutAValue_isUnknown() {
        assertThat(read(true, Map.of(PREFIX + "url", "https://${MEDIA_HOST_OF_NO_MACHINE}"), Map.of()).content().url())
                .isNull();
    }
}
