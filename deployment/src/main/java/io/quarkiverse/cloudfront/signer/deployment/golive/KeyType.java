package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The key pairs that CloudFront accepts.
 */
enum KeyType {
    P256("openssl-p256.sh"),
    RSA2048("openssl-rsa.sh");

    private final String template;

    KeyType(String template) {
        this.template = template;
    }

    /**
     * @param name the name; null or empty for the recommended key type
     * @throws IllegalArgumentException if there is no key type with this name
     */
    static KeyType named(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return P256;
        }
        return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "CloudFront does not accept keys of the type " + name + ". Use P256 or RSA2048"));
    }

    String template() {
        return template;
    }
}
