package io.quarkiverse.cloudfront.signer.deployment.marks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class MarksSetupTest {

    private static final String ENABLED = "quarkus.cloudfront-signer.marks.enabled";
    private static final String REQUIRED = "quarkus.cloudfront-signer.marks.required";

    private static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(properties, "test", 100)).build();
    }

    @Test
    void setup_isThatOfTheApplication() {
        assertThat(MarksSetup.of(config(Map.of()), "")).isEmpty();
        assertThat(MarksSetup.of(config(Map.of(ENABLED, "false", REQUIRED, "true")), "")).isEmpty();
        assertThat(MarksSetup.of(config(Map.of(ENABLED, "true")), "")).contains(new MarksSetup(true));
        assertThat(MarksSetup.of(config(Map.of(ENABLED, "true", REQUIRED, "false")), ""))
                .contains(new MarksSetup(false));
    }

    @Test
    void setupOfProduction_isThatOfItsProfile() {
        SmallRyeConfig config = config(
                Map.of(ENABLED, "true", "%prod." + REQUIRED, "false"));

        assertThat(MarksSetup.of(config, "%prod.")).contains(new MarksSetup(false));
        assertThat(MarksSetup.of(config, "")).contains(new MarksSetup(true));
    }
}
