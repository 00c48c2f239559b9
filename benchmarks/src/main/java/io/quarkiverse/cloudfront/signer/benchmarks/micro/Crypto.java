package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.security.Provider;
import java.security.Security;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/**
 * The implementation of the signature algorithm.
 */
public enum Crypto {

    JDK("JDK"),
    BOUNCY_CASTLE("BouncyCastle"),
    ACCP("ACCP");

    private final String text;

    Crypto(String text) {
        this.text = text;
    }

    /**
     * Makes this provider the default one.
     */
    void install() {
        if (this != JDK) {
            Provider provider = this == ACCP ? AmazonCorrettoCryptoProvider.INSTANCE : new BouncyCastleProvider();
            Security.insertProviderAt(provider, 1);
        }
        if (this == ACCP) {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        }
    }

    /** ACCP has native code, which is not available for every platform. */
    boolean isAvailable() {
        return this != ACCP || AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
    }

    @Override
    public String toString() {
        return text;
    }
}
