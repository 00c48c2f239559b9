package io.quarkiverse.cloudfront.signer.runtime.key;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/**
 * Keeps signatures that are costly to get. Who asks for one that is on its way waits with those who asked before. A policy has
 * its expiry in it, so that its signature is right for as long as anybody asks for it.
 */
final class SignatureMemory {

    /** About a megabyte. */
    private static final int MOST = 1000;

    /** By policy, the least recently used one first. */
    private final Map<ByteBuffer, Uni<byte[]>> signatures = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Uni<byte[]>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param sign makes the signature of a policy that has none; if it fails, the next one to ask tries again
     */
    Uni<byte[]> get(byte[] policy, Function<byte[], Uni<byte[]>> sign) {
        ByteBuffer key = ByteBuffer.wrap(policy);
        synchronized (signatures) {
            Uni<byte[]> known = signatures.get(key);
            if (known != null) {
                return known;
            }
            Uni<byte[]> signature = sign.apply(policy).onFailure().invoke(() -> forget(key)).memoize().indefinitely();
            signatures.put(key, signature);
            return signature;
        }
    }

    /**
     * Should the policy have got another one meanwhile, that one is only asked for once more.
     */
    private void forget(ByteBuffer key) {
        synchronized (signatures) {
            signatures.remove(key);
        }
    }

    int size() {
        synchronized (signatures) {
            return signatures.size();
        }
    }
}
