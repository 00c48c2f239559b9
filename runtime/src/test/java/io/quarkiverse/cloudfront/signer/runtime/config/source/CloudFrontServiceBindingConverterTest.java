package io.quarkiverse.cloudfront.signer.runtime.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.kubernetes.service.binding.runtime.ServiceBinding;
import io.quarkus.kubernetes.service.binding.runtime.ServiceBindingConverter;

class CloudFrontServiceBindingConverterTest {

    @TempDir
    Path root;

    private final List<ServiceBinding> bindings = new ArrayList<>();

    @Test
    void bindingNamedAsItsType_configuresTheDefaultSigner() throws IOException {
        bind("cloudfront-signer", Map.of("type", "cloudfront-signer", "url", "https://media.example.com\n",
                "key-pair-id", "K2JCJMDEHXQW5F", "private-key.pem", "a key"));

        assertThat(properties()).containsOnly(
                Map.entry("quarkus.cloudfront-signer.url", "https://media.example.com"),
                Map.entry("quarkus.cloudfront-signer.private-key-location", root.resolve("cloudfront-signer").toString()),
                Map.entry("quarkus.cloudfront-signer.key-pair-id", ""));
    }

    @Test
    void otherBindings_configureTheSignersOfTheirNames() throws IOException {
        bind("media", Map.of("type", "cloudfront-signer", "provider", "acme", "url", "https://media.example.com",
                "private-key-passphrase", "open sesame", "hash-algorithm", "SHA1", "expires-in", "100d"));
        bind("press", Map.of("type", "cloudfront-signer", "public-key.pem", "a key"));

        assertThat(properties()).containsOnly(
                Map.entry("quarkus.cloudfront-signer.\"media\".url", "https://media.example.com"),
                Map.entry("quarkus.cloudfront-signer.\"media\".private-key-location", root.resolve("media").toString()),
                Map.entry("quarkus.cloudfront-signer.\"media\".private-key-passphrase", "open sesame"),
                Map.entry("quarkus.cloudfront-signer.\"media\".hash-algorithm", "SHA1"),
                Map.entry("quarkus.cloudfront-signer.\"press\".private-key-location", root.resolve("press").toString()),
                Map.entry("quarkus.cloudfront-signer.\"press\".public-key-location",
                        root.resolve("press").resolve("public-key.pem").toString()));
    }

    @Test
    void bindingsOfOtherTypes_areIgnored() throws IOException {
        bind("cloudfront-signer", Map.of("type", "postgresql", "url", "https://media.example.com"));

        assertThat(new CloudFrontServiceBindingConverter().convert(bindings)).isEmpty();
        assertThat(new CloudFrontServiceBindingConverter().convert(List.of())).isEmpty();
    }

    @Test
    void converter_isRegisteredAsAService() {
        assertThat(ServiceLoader.load(ServiceBindingConverter.class))
                .hasAtLeastOneElementOfType(CloudFrontServiceBindingConverter.class);
    }

    private void bind(String name, Map<String, String> entries) throws IOException {
        Path directory = Files.createDirectory(root.resolve(name));
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            Files.writeString(directory.resolve(entry.getKey()), entry.getValue());
        }
        bindings.add(new ServiceBinding(directory));
    }

    private Map<String, String> properties() {
        return new CloudFrontServiceBindingConverter().convert(bindings).orElseThrow().getProperties();
    }
}
