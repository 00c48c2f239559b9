package io.quarkiverse.cloudfront.signer.runtime.config.source;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkus.kubernetes.service.binding.runtime.ServiceBinding;
import io.quarkus.kubernetes.service.binding.runtime.ServiceBindingConfigSource;
import io.quarkus.kubernetes.service.binding.runtime.ServiceBindingConverter;

/**
 * Configures a signer from each Kubernetes service binding of the type {@code cloudfront-signer}. A binding with this
 * name configures the default signer, and any other binding the signer that has its name.
 */
public final class CloudFrontServiceBindingConverter implements ServiceBindingConverter {

    private static final String TYPE = "cloudfront-signer";

    /** The entries of a binding in addition to the key and the key pair ID, which are read from its directory. */
    private static final List<String> ENTRIES = List.of(SignerProperties.URL, SignerProperties.HASH_ALGORITHM,
            "private-key-passphrase");

    private static final String PUBLIC_KEY = "public-key.pem";

    @Override
    public Optional<ServiceBindingConfigSource> convert(List<ServiceBinding> bindings) {
        Map<String, String> properties = new HashMap<>();
        for (ServiceBinding binding : ServiceBinding.matchingByType(TYPE, bindings)) {
            properties.putAll(properties(binding));
        }
        return properties.isEmpty() ? Optional.empty()
                : Optional.of(new ServiceBindingConfigSource(TYPE + "-k8s-service-binding-source", properties));
    }

    private static Map<String, String> properties(ServiceBinding binding) {
        String signer = binding.getName().equals(TYPE) ? SignerName.DEFAULT : binding.getName();
        Map<String, String> properties = new HashMap<>();
        // the directory rather than its files, so that a reload reads a new key and its ID together
        properties.put(SignerProperties.name(signer, SignerProperties.PRIVATE_KEY_LOCATION), binding.getBindingDirectory());
        if (binding.getProperties().containsKey(SignerProperties.KEY_PAIR_ID)) {
            // hides an ID in the application's own configuration, which could be different
            properties.put(SignerProperties.name(signer, SignerProperties.KEY_PAIR_ID), "");
        }
        if (binding.getProperties().containsKey(PUBLIC_KEY)) {
            properties.put(SignerProperties.name(signer, SignerProperties.PUBLIC_KEY_LOCATION),
                    Path.of(binding.getBindingDirectory(), PUBLIC_KEY).toString());
        }
        for (String entry : ENTRIES) {
            String value = binding.getProperties().get(entry);
            if (value != null) {
                properties.put(SignerProperties.name(signer, entry), value);
            }
        }
        return properties;
    }
}
