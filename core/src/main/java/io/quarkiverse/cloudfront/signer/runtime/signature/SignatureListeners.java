package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener.Event.Outcome;
import io.smallrye.mutiny.Uni;

/**
 * Notifies the listeners of one signer. If there are no listeners, it neither creates events nor reads the clock.
 */
final class SignatureListeners {

    private final String signer;
    private final SignatureListener[] listeners;

    SignatureListeners(String signer, List<SignatureListener> listeners) {
        this.signer = signer;
        this.listeners = listeners.toArray(new SignatureListener[0]);
    }

    /**
     * The current time for {@link #asked}, to measure how long a key takes.
     */
    long now() {
        return listeners.length == 0 ? 0 : System.nanoTime();
    }

    void refused(Reason reason) {
        for (SignatureListener listener : listeners) {
            listener.refused(signer, reason);
        }
    }

    Uni<byte[]> asking(SigningKey key, Uni<byte[]> signature) {
        Uni<byte[]> heard = signature;
        for (SignatureListener listener : listeners) {
            heard = listener.asking(signer, key, heard);
        }
        return heard;
    }

    void hit(SigningKey key, boolean canned) {
        if (listeners.length > 0) {
            tell(key, canned, Outcome.HIT, 0, null);
        }
    }

    /**
     * @param thrown null if the key has signed
     */
    void asked(SigningKey key, Policy policy, boolean cacheOff, long since, @Nullable Throwable thrown) {
        if (listeners.length > 0) {
            Reason failure = thrown instanceof CloudFrontSignerException known ? known.reason() : Reason.KEY_FAILED;
            tell(key, policy.canned(), cacheOff ? Outcome.OFF : Outcome.MISS, System.nanoTime() - since,
                    thrown == null ? null : failure);
        }
    }

    private void tell(SigningKey key, boolean canned, Outcome outcome, long nanos, @Nullable Reason failure) {
        SignatureListener.Event event = new SignatureListener.Event(signer, key.keyPairId(), key.algorithm(), canned, outcome,
                nanos, failure);
        for (SignatureListener listener : listeners) {
            listener.signed(event);
        }
    }
}
