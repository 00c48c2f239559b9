package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.common.annotation.Identifier;

/**
 * Qualifiers that look as if they selected a signer, but do not.
 */
final class KeyMistakes {

    private static final String REMEDY = ". Use @SignerName(\"name\") for a named signer, and no qualifier for the default one";

    static void assertReported(List<String> problems) {
        String keys = " - " + Keys.class.getName();
        assertThat(problems).containsExactlyInAnyOrder(
                keys + "#media has @Identifier(\"media\")" + REMEDY,
                keys + ".unnamed has @SignerName(\"<default>\")" + REMEDY);
    }

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
