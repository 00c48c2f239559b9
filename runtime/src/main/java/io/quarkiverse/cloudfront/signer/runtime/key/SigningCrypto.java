package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.corretto.CorrettoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Selects the security provider for a key, by the key's algorithm. A provider is only loaded if a key needs it.
 */
public final class SigningCrypto {

    /** RSA with the Java platform, P-256 with BouncyCastle. */
    public static final SigningCrypto PLATFORM = new SigningCrypto(CryptoProvider.JDK, null);

    public static final String PROPERTY = "crypto-provider";

    private static final String WAY_OUT = "the dependency software.amazon.cryptools:AmazonCorrettoCryptoProvider with the "
            + "classifier of this platform, such as linux-x86_64, or set it to auto";

    private final CryptoProvider choice;
    private final @Nullable CorrettoProvider corretto;

    private SigningCrypto(CryptoProvider choice, @Nullable CorrettoProvider corretto) {
        this.choice = choice;
        this.corretto = corretto;
    }

    /**
     * @param corretto empty if the application does not have it
     * @throws UnusableKeyException if the chosen provider cannot be used
     */
    public static SigningCrypto of(CryptoProvider choice, Optional<CorrettoProvider> corretto) throws UnusableKeyException {
        if (choice == CryptoProvider.ACCP) {
            if (corretto.isEmpty()) {
                throw new UnusableKeyException(PROPERTY,
                        "is accp, but the application does not have the Amazon Corretto Crypto "
                                + "Provider, or is a native executable, which cannot use it; add " + WAY_OUT,
                        null);
            }
            try {
                corretto.get().provider();
            } catch (GeneralSecurityException e) {
                throw new UnusableKeyException(PROPERTY,
                        "is accp, but the Amazon Corretto Crypto Provider cannot be used here (" + e.getMessage() + "); add "
                                + "" + WAY_OUT,
                        e);
            }
        }
        return new SigningCrypto(choice, corretto.orElse(null));
    }

    /**
     * @return null for the platform's provider of the algorithm
     */
    @Nullable
    Provider rsa() {
        return choice == CryptoProvider.JDK || corretto == null ? null : corretto.providerIfUsable();
    }

    /**
     * @return null for BouncyCastle, which makes equal signatures for equal policies
     */
    @Nullable
    Provider ec() {
        return choice == CryptoProvider.ACCP ? Objects.requireNonNull(corretto).providerIfUsable() : null;
    }
}
