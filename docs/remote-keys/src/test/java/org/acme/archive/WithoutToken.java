package org.acme.archive;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Replaces the sample's keys in a token, so that AWS KMS is tested without SoftHSM.
 */
public class WithoutToken implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            String key = Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return Map.of("quarkus.arc.exclude-types", "org.acme.archive.Pkcs11Keys,org.acme.archive.Pkcs11Token",
                    "quarkus.cloudfront-signer.\"masters\".key-pair-id", "K2MASTERS",
                    "quarkus.cloudfront-signer.\"masters\".private-key", key,
                    "quarkus.cloudfront-signer.\"stills\".key-pair-id", "K2STILLS",
                    "quarkus.cloudfront-signer.\"stills\".private-key", key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
