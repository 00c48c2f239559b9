package io.quarkiverse.cloudfront.signer.runtime.key;

import java.time.Duration;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.PolicySigner;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * Gets signatures of one key, wherever it is: at once, or later, but never so that the event loop waits.
 */
public final class Signatures {

    /** As {@link PolicySigner#sign(byte[])} promises. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String signer;
    private final PolicySigner key;

    /**
     * @param signer the signer that the key belongs to, as a sentence begins with it
     */
    public Signatures(String signer, PolicySigner key) {
        this.signer = signer;
        this.key = key;
    }

    /**
     * Whether a caller has to wait for a signature.
     */
    public boolean areRemote() {
        return !(key instanceof LocalKey);
    }

    /**
     * @throws CloudFrontSignerException if there is none, or a caller on the event loop would have to wait for it
     */
    public byte[] now(byte[] policy) {
        if (key instanceof LocalKey local) {
            return local.signNow(policy);
        }
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new CloudFrontSignerException(signer + " has a remote key, whose answer the event loop must not wait for; "
                    + "use signAsync, return a Uni, or mark the method @Blocking");
        }
        return later(policy).await().indefinitely();
    }

    public Uni<byte[]> later(byte[] policy) {
        if (key instanceof LocalKey local) {
            return Uni.createFrom().item(() -> local.signNow(policy));
        }
        return Uni.createFrom().deferred(() -> key.sign(policy))
                .onItem().ifNull().failWith(() -> new IllegalStateException("null"))
                .ifNoItem().after(TIMEOUT).fail()
                .onFailure().transform(this::missing);
    }

    private CloudFrontSignerException missing(Throwable cause) {
        return new CloudFrontSignerException("%s: the PolicySigner of key pair %s gave no signature%s".formatted(signer,
                key.keyPairId(),
                cause instanceof TimeoutException ? " within " + TIMEOUT.toSeconds() + " seconds" : ""), cause);
    }
}
