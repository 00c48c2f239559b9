package io.quarkiverse.cloudfront.signer.runtime.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerRuntimeConfig.FurtherKeyConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * Quotes around a name do not matter, in any config source.
 */
class SignerNamesInterceptorTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";

    private static Map<String, SignerRuntimeConfig> signers(Map<String, String> file, Map<String, String> environment,
            Map<String, String> system) {
        return config(file, environment, system).getConfigMapping(CloudFrontSignersRuntimeConfig.class).signers();
    }

    private static SmallRyeConfig config(Map<String, String> file, Map<String, String> environment,
            Map<String, String> system) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .addDiscoveredConverters()
                .withProfile("dev")
                .withMapping(CloudFrontSignersRuntimeConfig.class)
                .withMapping(CloudFrontSignerBuildTimeConfig.class)
                .withSources(new PropertiesConfigSource(file, "file", 250), new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(system, "system", 400))
                .build();
    }

    @Test
    void bothFormsAcrossSources_areOneSigner() {
        Map<String, SignerRuntimeConfig> signers = signers(
                Map.of(PREFIX + "media.url", "https://file.example",
                        PREFIX + "\"media\".expires-in", "1m",
                        "%dev." + PREFIX + "media.bound-to-token", "false",
                        "%prod." + PREFIX + "media.hash-algorithm", "SHA1"),
                Map.of("QUARKUS_CLOUDFRONT_SIGNER__MEDIA__EXPIRES_IN", "2m",
                        "QUARKUS_CLOUDFRONT_SIGNER_MEDIA_KEY_PAIR_ID", "K1"),
                Map.of(PREFIX + "\"media\".url", "https://system.example",
                        PREFIX + "media.cookies.domain", "example.com"));

        assertThat(signers.keySet()).contains("media").hasSize(2);
        SignerRuntimeConfig media = signers.get("media");
        assertThat(media.url()).contains("https://system.example");
        assertThat(media.expiresIn()).isEqualTo(Duration.ofMinutes(2));
        assertThat(media.keyPairId()).contains("K1");
        assertThat(media.boundToToken()).isFalse();
        assertThat(media.hashAlgorithm()).hasToString("SHA256");
        assertThat(media.cookies().domain()).contains("example.com");
    }

    @Test
    void unquotedValueOfStrongerSource_wins() {
        assertThat(signers(Map.of(PREFIX + "\"media\".url", "https://file.example"), Map.of(),
                Map.of(PREFIX + "media.url", "https://system.example")).get("media").url()).contains("https://system.example");
    }

    @Test
    void profile_winsInEitherForm() {
        assertThat(signers(Map.of(PREFIX + "\"media\".url", "https://all.example",
                "%dev." + PREFIX + "media.url", "https://dev.example"), Map.of(), Map.of()).get("media").url())
                .contains("https://dev.example");
        assertThat(signers(Map.of(PREFIX + "media.url", "https://all.example",
                "%dev." + PREFIX + "\"media\".url", "https://dev.example"), Map.of(), Map.of()).get("media").url())
                .contains("https://dev.example");
    }

    @Test
    void keyPairIds_areTheSameInBothForms() {
        Map<String, FurtherKeyConfig> keys = signers(Map.of(
                PREFIX + "keys.K2.private-key-location", "k2.pem", PREFIX + "keys.\"K2\".active-from", "2026-12-01T00:00:00Z",
                PREFIX + "media.keys.K3.private-key-location", "k3.pem",
                PREFIX + "\"media\".keys.\"K3\".active-from", "2027-12-01T00:00:00Z"), Map.of(), Map.of())
                .get("<default>").keys();

        assertThat(keys).containsOnlyKeys("K2");
        assertThat(keys.get("K2").privateKeyLocation()).contains("k2.pem");
        assertThat(keys.get("K2").activeFrom()).contains("2026-12-01T00:00:00Z");
    }

    @Test
    void differentValuesInOneSource_areRejectedWithoutTheValues() {
        assertThatThrownBy(() -> signers(Map.of(PREFIX + "media.private-key", "secret one",
                PREFIX + "\"media\".private-key", "secret two"), Map.of(), Map.of()))
                .hasMessageContaining(
                        PREFIX + "\"media\".private-key and " + PREFIX + "media.private-key are the same property")
                .hasMessageContaining("Remove one of them.")
                .hasMessageNotContaining("secret");
    }

    @Test
    void sameValueTwiceInOneSource_isAccepted() {
        assertThat(signers(Map.of(PREFIX + "media.url", "https://one.example", PREFIX + "\"media\".url",
                "https://one.example"), Map.of(), Map.of()).get("media").url()).contains("https://one.example");
    }

    @Test
    void expressions_areResolvedInBothForms() {
        assertThat(signers(Map.of("cdn", "https://cdn.example", PREFIX + "media.url", "${cdn}"), Map.of(), Map.of())
                .get("media").url()).contains("https://cdn.example");
    }

    @Test
    void lookupsAtBuildTime_findBothForms() {
        SmallRyeConfig config = config(Map.of(PREFIX + "media.private-key", "unquoted"), Map.of(),
                Map.of(PREFIX + "\"video\".private-key", "quoted"));

        assertThat(config.getValue(SignerProperties.name("media", SignerProperties.PRIVATE_KEY), String.class))
                .isEqualTo("unquoted");
        assertThat(config.getValue(PREFIX + "video.private-key", String.class)).isEqualTo("quoted");
        Set<String> names = new HashSet<>();
        config.getPropertyNames().forEach(names::add);
        assertThat(names).contains(SignerProperties.name("media", SignerProperties.PRIVATE_KEY))
                .doesNotContain(PREFIX + "media.private-key");
    }

    @Test
    void environmentVariable_setsASignerWithADashThatAFileNames() {
        assertThat(signers(Map.of(PREFIX + "my-media.expires-in", "1m"),
                Map.of("QUARKUS_CLOUDFRONT_SIGNER__MY_MEDIA__URL", "https://media.example.com"), Map.of())
                .get("my-media").url()).contains("https://media.example.com");
    }
}
