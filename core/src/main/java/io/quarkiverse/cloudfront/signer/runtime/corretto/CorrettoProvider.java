package io.quarkiverse.cloudfront.signer.runtime.corretto;

import java.security.GeneralSecurityException;
import java.security.Provider;

import org.jspecify.annotations.Nullable;

/**
 * The Amazon Corretto Crypto Provider. This is an interface because the library is optional, and is loaded only if a key needs
 * it. The provider is never registered with the platform.
 */
public interface CorrettoProvider {

    /**
     * @throws GeneralSecurityException if its native library cannot be loaded here or its self-tests fail; the message says why
     */
    Provider provider() throws GeneralSecurityException;

    /**
     * @return null if it cannot be used, which is logged once
     */
    @Nullable
    Provider providerIfUsable();
}
