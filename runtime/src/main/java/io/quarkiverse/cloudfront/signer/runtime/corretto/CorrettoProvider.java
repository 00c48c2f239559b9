package io.quarkiverse.cloudfront.signer.runtime.corretto;

import java.security.GeneralSecurityException;
import java.security.Provider;

import org.jspecify.annotations.Nullable;

/**
 * The Amazon Corretto Crypto Provider. It is never registered with the platform, and not loaded before a key asks for it.
 */
public interface CorrettoProvider {

    /**
     * @throws GeneralSecurityException whose message says why it cannot be used, if its native library does not load here or
     *         its tests of itself fail
     */
    Provider provider() throws GeneralSecurityException;

    /**
     * @return null if it cannot be used, which is told once
     */
    @Nullable
    Provider providerIfUsable();
}
