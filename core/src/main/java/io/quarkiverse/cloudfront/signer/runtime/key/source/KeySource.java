package io.quarkiverse.cloudfront.signer.runtime.key.source;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.smallrye.mutiny.Uni;

/**
 * The source of a private key.
 */
public sealed interface KeySource permits LocationSource, KeySource.PropertySource, CredentialsSource {

    /**
     * Reads the private key. Blocks the caller.
     *
     * @throws UnusableKeyException if the key cannot be read
     */
    KeyMaterial read() throws UnusableKeyException;

    /**
     * A value that changes when the source is replaced. This method does not read the key, but blocks the caller.
     */
    default Object version() {
        return "";
    }

    /**
     * Whether the source can provide a different key later.
     */
    boolean mayChange();

    /**
     * @param location a file, a directory, or a resource on the class path
     */
    static KeySource location(String location, Optional<String> passphrase) {
        return new LocationSource(location, characters(passphrase));
    }

    static KeySource property(String value, Optional<String> passphrase) {
        return new PropertySource(value.getBytes(StandardCharsets.ISO_8859_1), characters(passphrase));
    }

    private static char @Nullable [] characters(Optional<String> passphrase) {
        return passphrase.isPresent() ? passphrase.get().toCharArray() : null;
    }

    /**
     * @param provider the provider, which finds credentials by their name
     * @param name the name of the credentials
     */
    static KeySource credentials(Function<String, Uni<Map<String, String>>> provider, String name,
            Optional<String> passphrase) {
        return new CredentialsSource(provider, name, passphrase.orElse(null));
    }

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
}
