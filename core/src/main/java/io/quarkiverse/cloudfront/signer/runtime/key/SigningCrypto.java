package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.corretto.CorrettoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyDocument;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.Pkcs8Key;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PlatformDecryption;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Selects the library that reads a key and signs with this key. A library is only loaded if a key needs it.
 */
public final class SigningCrypto {

    public static final String PROPERTY = "crypto-provider";

    private static final String WAY_OUT = "the dependency software.amazon.cryptools:AmazonCorrettoCryptoProvider with the "
            + "classifier for this platform, such as linux-x86_64, or set crypto-provider to auto";

    private final CryptoProvider choice;
    private final @Nullable CorrettoProvider corretto;
    private final @Nullable BouncyCastle bouncyCastle;

    private SigningCrypto(CryptoProvider choice, @Nullable CorrettoProvider corretto, @Nullable BouncyCastle bouncyCastle) {
        this.choice = choice;
        this.corretto = corretto;
        this.bouncyCastle = bouncyCastle;
    }

    /**
     * Selects libraries without the Amazon Corretto Crypto Provider.
     *
     * @param bouncyCastle empty if the application does not have it
     */
    public static SigningCrypto jdk(Optional<BouncyCastle> bouncyCastle) {
        return new SigningCrypto(CryptoProvider.JDK, null, bouncyCastle.orElse(null));
    }

    /**
     * @param corretto the Amazon Corretto Crypto Provider; empty if the application does not have it
     * @param bouncyCastle empty if the application does not have it
     * @throws UnusableKeyException if the chosen provider cannot be used
     */
    public static SigningCrypto of(CryptoProvider choice, Optional<CorrettoProvider> corretto,
            Optional<BouncyCastle> bouncyCastle) throws UnusableKeyException {
        if (choice == CryptoProvider.ACCP) {
            if (corretto.isEmpty()) {
                throw unusable("the application does not have the Amazon Corretto Crypto Provider, or is a native executable, "
                        + "which cannot use it", null);
            }
            try {
                corretto.get().provider();
            } catch (GeneralSecurityException e) {
                throw unusable("the Amazon Corretto Crypto Provider cannot be used here (" + e.getMessage() + ")", e);
            }
        }
        return new SigningCrypto(choice, corretto.orElse(null), bouncyCastle.orElse(null));
    }

    private static UnusableKeyException unusable(String why, @Nullable Exception cause) {
        return new UnusableKeyException(PROPERTY, "is accp, but " + why + "; add " + WAY_OUT, cause);
    }

    /**
     * Reads a key. Plain keys are read in the same way with and without BouncyCastle.
     *
     * @param passphrase the passphrase of an encrypted key
     */
    public Pkcs8Key read(KeyDocument document, char @Nullable [] passphrase) throws UnusableKeyException {
        Pkcs8Key plain = Pkcs8Key.read(document.der());
        if (plain != null) {
            return plain;
        }
        return bouncyCastle == null ? PlatformDecryption.decrypt(document, passphrase)
                : bouncyCastle.toPlain(document, passphrase);
    }

    /**
     * @return null for the platform's own provider of the algorithm
     */
    @Nullable
    Provider provider() {
        return choice == CryptoProvider.JDK || corretto == null ? null : corretto.providerIfUsable();
    }

    /**
     * @return null if P-256 keys sign with {@link #provider()}, in which case their signatures differ each time
     */
    @Nullable
    BouncyCastle deterministicP256() {
        return choice == CryptoProvider.ACCP ? null : bouncyCastle;
    }

    /**
     * Whether P-256 signatures differ each time only because BouncyCastle is missing, and not because of {@value #PROPERTY}.
     */
    boolean lacksDeterministicP256() {
        return choice == CryptoProvider.AUTO && bouncyCastle == null;
    }
}
