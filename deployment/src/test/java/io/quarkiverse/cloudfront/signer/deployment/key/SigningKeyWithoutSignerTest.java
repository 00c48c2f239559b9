package io.quarkiverse.cloudfront.signer.deployment.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;

/**
 * Qualifiers that look as if they selected a signer, but do not.
 */
class SigningKeyWithoutSignerTest {

    private static final String REMEDY = ". Use @SignerName(\"name\") for a named signer, and no qualifier for the default one";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Keys.class))
            .assertException(failure -> assertThat(failure).hasMessageContainingAll(
                    "A SigningKey bean does not belong to a signer:",
                    "$Keys#media has @Identifier(\"media\")" + REMEDY,
                    "$Keys.unnamed has @SignerName(\"<default>\")" + REMEDY));

    @Test
    void signingKeyBean_thatNoSignerUses_failsTheBuild() {
        fail("the build was to fail");
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
