package org.acme.archive;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

/**
 * A token of an HSM, which the application logs in to once.
 */
// tag::token[]
@Singleton
public class Pkcs11Token {

    private final Provider provider;
    private final KeyStore entries;

    Pkcs11Token(@ConfigProperty(name = "archive.pkcs11.library") String library,
            @ConfigProperty(name = "archive.pkcs11.slot-list-index") int slot,
            @ConfigProperty(name = "archive.pkcs11.pin") String pin) throws GeneralSecurityException, IOException {
        // not registered with java.security.Security, so that nothing else in the application begins to use it
        provider = Security.getProvider("SunPKCS11").configure("""
                --name = archive
                library = %s
                slotListIndex = %s
                """.formatted(library, slot));
        entries = KeyStore.getInstance("PKCS11", provider);
        entries.load(null, pin.toCharArray());
    }

    Pkcs11Key key(String label, String keyPairId, Algorithm algorithm) throws GeneralSecurityException {
        if (!(entries.getKey(label, null) instanceof PrivateKey key)) {
            throw new IllegalStateException("The token has no private key with the label " + label + " and a certificate");
        }
        return new Pkcs11Key(keyPairId, algorithm, key, provider);
    }
}
// end::token[]
