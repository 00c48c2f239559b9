package io.quarkiverse.cloudfront.signer.runtime.corretto;

import java.security.GeneralSecurityException;
import java.security.Provider;

import org.jspecify.annotations.Nullable;

/**
 * The Amazon Corretto Crypto Provider. This is an interface because the library is optional and is only loaded if a key needs
 * it. The provider is never registered with the platform.
 */
public interface CorrettoProvider {

    /**
     * Returns the provider.
     *
     * @throws GeneralSecurityException if its native library cannot be loaded on this machine, or if its self-tests fail; the
     *         message gives the reason
     */
    Provider provider() throws GeneralSecurityException;

    /**
     * @return the provider; null if it cannot be used, which is logged once
     */
    @Nullable
    Provider providerIfUsable();
}
