package io.quarkiverse.cloudfront.signer.runtime.gate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Each property that an earlier version had is still known, and its value has the type that it had. */
class PastPropertiesTest {

    private static final String FILE = "application.properties";

    private static final List<Class<?>> MAPPINGS = List.of(CloudFrontSignersRuntimeConfig.class,
            CloudFrontSignerBuildTimeConfig.class, GatesBuildTimeConfig.class);

    static List<PastSet> sets() {
        return PastSet.all();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void earlierProperties_areKnown(PastSet set) {
        assertThatCode(() -> read(set.entries(FILE))).doesNotThrowAnyException();
    }

    private static void read(Map<String, String> properties) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters().withValidateUnknown(true)
                .withSources(new PropertiesConfigSource(properties, "past", 250));
        MAPPINGS.forEach(builder::withMapping);
        builder.build();
    }

    /** Otherwise, the test above would accept anything. */
    @Test
    void unknownProperty_isNoticed() {
        Map<String, String> properties = new TreeMap<>(PastSet.current().entries(FILE));
        properties.put("quarkus.cloudfront-signer.expires-inn", "15m");

        assertThatCode(() -> read(properties)).hasMessageContaining("expires-inn");
    }

    /** The values of new properties are written by hand, so the next set begins as a copy of the one before. */
    @Test
    void properties_areRecorded() {
        Set<String> recorded = PastSet.current().entries(FILE).keySet().stream().map(PastPropertiesTest::pattern)
                .collect(Collectors.toSet());

        if (System.getProperty("tests.past") != null) {
            assertThat(recorded).as("add a line for each to application.properties").containsAll(names());
        }
        assertThat(names()).as("a property is gone").containsAll(recorded);
    }

    /** Names of signers, gates, and keys are in quotes. */
    private static String pattern(String name) {
        return name.replaceAll("\"[^\"]*\"", "*");
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Class<?> mapping : MAPPINGS) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream()
                    .filter(name -> !name.endsWith("[*]")).map(PastPropertiesTest::pattern).forEach(names::add);
        }
        return names;
    }
}
