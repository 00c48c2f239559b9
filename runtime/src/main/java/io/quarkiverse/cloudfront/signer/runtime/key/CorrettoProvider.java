package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/**
 * The Amazon Corretto Crypto Provider. A bean in applications that have it on their class path; never registered with the
 * platform, and not loaded before a key asks for it.
 */
@Singleton
public class CorrettoProvider {

    private static final Logger LOG = Logger.getLogger(CorrettoProvider.class);

    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @throws GeneralSecurityException whose message says why it cannot be used, if its native library does not load here or
     *         its tests of itself fail
     */
    Provider provider() throws GeneralSecurityException {
        try {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return AmazonCorrettoCryptoProvider.INSTANCE;
        } catch (RuntimeException | LinkageError e) {
            throw new GeneralSecurityException(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()), e);
        }
    }

    /**
     * @return null if it cannot be used, which is told once
     */
    Provider providerIfUsable() {
        try {
            return provider();
        } catch (GeneralSecurityException e) {
            if (!told.getAndSet(true)) {
                LOG.warnf("The Amazon Corretto Crypto Provider is on the class path and cannot be used here (%s). "
                        + "RSA keys sign with the Java platform, which takes about four times as long; add the provider's jar "
                        + "for this platform, or remove it", e.getMessage());
                LOG.debug("The Amazon Corretto Crypto Provider cannot be used", e);
            }
            return null;
        }
    }
}
