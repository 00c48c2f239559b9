package io.quarkiverse.cloudfront.signer.deployment.annotation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.common.annotation.Identifier;

/**
 * Qualifiers that look as if they selected a signer, but do not.
 */
final class KeyMistakes {

    @Singleton
    public static class Keys {

        @Produces
        @SignerName(SignerName.DEFAULT)
        SigningKey unnamed;

        @Produces
        @Singleton
        @Identifier("media")
        SigningKey media() {
            return null;
        }
    }
}
