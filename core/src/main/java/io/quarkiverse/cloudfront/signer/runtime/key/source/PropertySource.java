package io.quarkiverse.cloudfront.signer.runtime.key.source;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * A property that contains the key itself.
 */
record PropertySource(byte[] content, char @Nullable [] passphrase) implements KeySource {

    @Override
    public KeyMaterial read() throws UnusableKeyException {
        return new KeyMaterial(content, passphrase, PemText.keyPairId(content));
    }

    @Override
    public boolean mayChange() {
        return false;
    }

    @Override
    public String toString() {
        return "PropertySource";
    }
}
