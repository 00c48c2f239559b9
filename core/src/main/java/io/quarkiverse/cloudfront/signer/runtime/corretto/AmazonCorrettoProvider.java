package io.quarkiverse.cloudfront.signer.runtime.corretto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/**
 * Loads the Amazon Corretto Crypto Provider from its library. This class is a bean in applications that have the library on
 * their class path. Other classes only use the interface, because a native image initializes them without the library.
 */
@Singleton
public class AmazonCorrettoProvider implements CorrettoProvider {

    private static final Logger LOG = Logger.getLogger(AmazonCorrettoProvider.class);

    private final AtomicBoolean told = new AtomicBoolean();

    @Override
    public Provider provider() throws GeneralSecurityException {
        try {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return AmazonCorrettoCryptoProvider.INSTANCE;
        } catch (RuntimeException | LinkageError e) {
            throw new GeneralSecurityException(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()), e);
        }
    }

    @Override
    public @Nullable Provider providerIfUsable() {
        try {
            return provider();
        } catch (GeneralSecurityException e) {
            if (!told.getAndSet(true)) {
                LOG.warnf("The Amazon Corretto Crypto Provider is on the class path, but cannot be used here (%s). RSA keys "
                        + "use the Java platform's provider, which takes about three times as long. Add the provider's jar for "
                        + "this platform, or remove the provider", e.getMessage());
                LOG.debug("The Amazon Corretto Crypto Provider cannot be used", e);
            }
            return null;
        }
    }
}
