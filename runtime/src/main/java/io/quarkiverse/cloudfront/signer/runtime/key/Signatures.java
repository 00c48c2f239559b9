package io.quarkiverse.cloudfront.signer.runtime.key;

import java.time.Instant;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Gets signatures of a signer's key, wherever it is: at once, or later, but never so that the event loop waits.
 */
public final class Signatures {

    private final String signer;
    private final KeyRing keys;

    /**
     * @param signer the signer that the keys belong to, as a sentence begins with it
     */
    public Signatures(String signer, KeyRing keys) {
        this.signer = signer;
        this.keys = keys;
    }

    /**
     * @param expiresAt when what is signed ends
     * @throws CloudFrontSignerException if there is none, or a caller on the event loop would have to wait for it
     */
    public KeySignature now(byte[] policy, Instant expiresAt) {
        SigningKey key = keys.active();
        if (key.key() instanceof LocalKey local) {
            return signature(key, local.signNow(policy), expiresAt);
        }
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new CloudFrontSignerException(signer + " has a remote key, whose answer the event loop must not wait for; "
                    + "use signAsync, return a Uni, or mark the method @Blocking");
        }
        return remote(key, policy, expiresAt).await().indefinitely();
    }

    public Uni<KeySignature> later(byte[] policy, Instant expiresAt) {
        return Uni.createFrom().deferred(() -> {
            SigningKey key = keys.active();
            return key.key() instanceof LocalKey local
                    ? Uni.createFrom().item(() -> signature(key, local.signNow(policy), expiresAt))
                    : whereAskedFor(remote(key, policy, expiresAt));
        });
    }

    private Uni<KeySignature> remote(SigningKey key, byte[] policy, Instant expiresAt) {
        return key.key().sign(policy)
                .onFailure()
                .transform(cause -> new CloudFrontSignerException(signer + ": " + cause.getMessage(), cause.getCause()))
                .map(signature -> signature(key, signature, expiresAt));
    }

    /**
     * Whoever shares a signature with others goes on where it came from, and not on the thread of the one who asked first.
     */
    private static Uni<KeySignature> whereAskedFor(Uni<KeySignature> signature) {
        Context context = Context.isOnEventLoopThread() ? Vertx.currentContext() : null;
        return context == null ? signature : signature.emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    private static KeySignature signature(SigningKey key, byte[] signature, Instant expiresAt) {
        key.grants(expiresAt);
        return new KeySignature(key.key(), signature);
    }
}
