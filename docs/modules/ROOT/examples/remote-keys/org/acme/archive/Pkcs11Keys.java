package org.acme.archive;

import java.security.GeneralSecurityException;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

// tag::keys[]
@Singleton
public class Pkcs11Keys {

    @Produces
    @Singleton
    @SignerName("masters")
    Pkcs11Key masters(@ConfigProperty(name = "masters.pkcs11.label") String label,
            @ConfigProperty(name = "masters.pkcs11.key-pair-id") String keyPairId,
            @ConfigProperty(name = "masters.pkcs11.algorithm") Algorithm algorithm,
            Pkcs11Token token) throws GeneralSecurityException {
        return token.key(label, keyPairId, algorithm);
    }
    // end::keys[]

    @Produces
    @Singleton
    @SignerName("stills")
    Pkcs11Key stills(@ConfigProperty(name = "stills.pkcs11.label") String label,
            @ConfigProperty(name = "stills.pkcs11.key-pair-id") String keyPairId,
            @ConfigProperty(name = "stills.pkcs11.algorithm") Algorithm algorithm,
            Pkcs11Token token) throws GeneralSecurityException {
        return token.key(label, keyPairId, algorithm);
    }
    // tag::keys[]
}
// end::keys[]
