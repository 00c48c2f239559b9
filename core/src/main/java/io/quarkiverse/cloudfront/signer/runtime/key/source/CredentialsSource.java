package io.quarkiverse.cloudfront.signer.runtime.key.source;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.smallrye.mutiny.Uni;

/**
 * A credentials provider, such as the provider of a vault.
 *
 * @param provider the provider, which finds credentials by their name
 * @param name the name of the credentials
 */
public record CredentialsSource(Function<String, Uni<Map<String, String>>> provider, String name, @Nullable String passphrase)
        implements
            KeySource {

    static final String PRIVATE_KEY = "private-key";
    static final String PASSPHRASE = "private-key-passphrase";
    static final String KEY_PAIR_ID = "key-pair-id";

    @Override
    public KeyMaterial read() throws UnusableKeyException {
        Map<String, String> credentials = credentials();
        String key = credentials.get(PRIVATE_KEY);
        if (key == null || key.isBlank()) {
            throw new UnusableKeyException(
                    "names credentials for which the credentials provider does not return a \"" + PRIVATE_KEY + "\"; "
                            + (credentials.isEmpty() ? "it returns nothing for this name"
                                    : "check the credentials that are stored under this name"));
        }
        byte[] content = key.getBytes(StandardCharsets.ISO_8859_1);
        String keyPairId = credentials.get(KEY_PAIR_ID);
        String password = credentials.getOrDefault(PASSPHRASE, passphrase);
        return new KeyMaterial(content, password == null ? null : password.toCharArray(),
                keyPairId == null ? PemText.keyPairId(content) : keyPairId.strip());
    }

    private Map<String, String> credentials() throws UnusableKeyException {
        try {
            Map<String, String> found = provider.apply(name).await().indefinitely();
            return found == null ? Map.of() : found;
        } catch (RuntimeException e) {
            // the exception's message may contain secrets
            throw new UnusableKeyException("names credentials for which the provider failed: " + e.getClass().getName(), e);
        }
    }

    @Override
    public boolean mayChange() {
        return true;
    }

    @Override
    public String toString() {
        return "CredentialsSource";
    }
}
