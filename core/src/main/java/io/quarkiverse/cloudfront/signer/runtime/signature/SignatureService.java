package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.smallrye.mutiny.Uni;

/**
 * Signs policies with a signer's local or remote key, immediately or asynchronously. The event loop never waits for a remote
 * key. Signatures are cached, so equal policies need only one.
 * <p>
 * <b>At the same time</b>, any number of threads, including event loops, request signatures of equal and of different policies.
 * Meanwhile, a remote key answers on its own thread, or another key becomes active. The first caller that requests a policy
 * begins the signature, and all others wait for its future. No lock is held while a key signs.
 * <p>
 * <b>Why this is right:</b> Each request reads the active key once, and this key is a part of the cache key. The key pair ID
 * and the signature therefore always belong together. {@code Signing} always completes its future, because a waiting caller
 * would hang otherwise. To achieve this, UniRunner turns an exception of the last step into a failure. The expiry is recorded
 * before the future is completed, so no viewer has a signature that {@link KeyRing} does not know. If one caller cancels, the
 * future is not affected. If signing fails, each caller gets its own exception. Callers continue on their own event loop,
 * because they must not occupy the thread of the first caller or of the remote key.
 * <p>
 * <b>Earlier attempts:</b> At first, only remote keys had a cache, but a local signature also takes longer than a lookup. Then
 * each key had its own cache and its own signatures in progress. One cache for each signer, with the key in the cache key, does
 * the same with one class fewer.
 *
 * @param <T> the form in which signed policies are used and cached
 */
public final class SignatureService<T> {

    /**
     * Creates the cached form of a signature.
     */
    public interface Use<T> {

        T of(Policy policy, SigningKey key, byte[] signature);
    }

    private static final Logger LOG = Logger.getLogger(SignatureService.class);

    private final String signer;
    private final KeyRing keys;
    private final Use<T> use;
    private final SignatureListeners listeners;
    private final CallerThread caller;
    private final SignatureCache<T> cache;

    /**
     * @param signer the signer, in words that can begin a sentence
     * @param maxSize the maximum number of cached signatures; 0 disables the cache
     * @param listeners are notified of each signature
     * @param caller the thread that requests a signature
     */
    public SignatureService(String signer, KeyRing keys, long maxSize, List<SignatureListener> listeners, CallerThread caller,
            Use<T> use) {
        this.signer = signer;
        this.keys = keys;
        this.use = use;
        this.listeners = new SignatureListeners(keys.signer(), listeners);
        this.caller = caller;
        this.cache = new SignatureCache<>(maxSize, keys.clock());
    }

    /**
     * Signs a policy, and waits for the signature.
     *
     * @throws CloudFrontSignerException if signing fails, or if the caller is on the event loop and might have to wait for a
     *         remote key
     */
    public T sign(Policy policy) {
        return sign(Signable.of(policy));
    }

    T sign(Signable signable) {
        ActiveKey key = keys.active();
        if (!key.isLocal() && !caller.mayBlock()) {
            listeners.refused(Reason.BLOCKING_NOT_ALLOWED);
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED,
                    signer + " has a remote key, for which the event loop must not wait. Use signAsync, return a Uni, or "
                            + "annotate the method with @Blocking");
        }
        CacheKey cacheKey = signable.cacheKey(key);
        T found = find(cacheKey);
        return found != null ? found : await(signature(cacheKey, signable.policy()));
    }

    public Uni<T> signAsync(Policy policy) {
        return signAsync(Signable.of(policy));
    }

    Uni<T> signAsync(Signable signable) {
        return Uni.createFrom().deferred(() -> {
            CacheKey cacheKey = signable.cacheKey(keys.active());
            T found = find(cacheKey);
            return found != null ? Uni.createFrom().item(found)
                    : whereAskedFor(cacheKey.key(), signature(cacheKey, signable.policy()));
        });
    }

    private @Nullable T find(CacheKey cacheKey) {
        T found = cache.find(cacheKey);
        if (found != null) {
            hit(cacheKey);
        }
        return found;
    }

    private void hit(CacheKey cacheKey) {
        cache.hit();
        if (LOG.isDebugEnabled()) {
            LOG.debugf("%s already has a signature of key pair %s, or one in progress", signer, cacheKey.key().keyPairId());
        }
        listeners.hit(cacheKey.key().key(), cacheKey.canned());
    }

    /**
     * Requests a signature from the key, unless another caller has already requested it.
     */
    private CompletableFuture<T> signature(CacheKey cacheKey, Policy policy) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> begun = cache.begin(cacheKey, mine);
        if (begun != null) {
            hit(cacheKey);
            return begun;
        }
        cache.missed();
        new Signing(cacheKey, policy, mine, listeners.now()).start();
        return mine;
    }

    private T await(CompletableFuture<T> signature) {
        try {
            return signature.join();
        } catch (CompletionException e) {
            throw own(e.getCause());
        }
    }

    /**
     * Makes callers that share a signature continue on their own threads, and not on the thread of the first caller. A thread
     * that may block waits for a local key, which does not take longer than signing itself.
     */
    private Uni<T> whereAskedFor(ActiveKey key, CompletableFuture<T> signature) {
        Executor eventLoop = signature.isDone() ? null : caller.eventLoop();
        if (signature.isDone() || eventLoop == null && key.isLocal()) {
            return Uni.createFrom().item(() -> await(signature));
        }
        // cancellation by one caller does not affect the others
        Uni<T> shared = Uni.createFrom().emitter(emitter -> signature.whenComplete((signed, failure) -> {
            if (failure == null) {
                emitter.complete(signed);
            } else {
                emitter.fail(own(failure));
            }
        }));
        return eventLoop == null ? shared : shared.emitOn(eventLoop);
    }

    /**
     * Creates a separate exception for each caller.
     */
    private CloudFrontSignerException own(@Nullable Throwable failure) {
        return failure instanceof CloudFrontSignerException known
                ? new CloudFrontSignerException(known.reason(), String.valueOf(known.getMessage()), known.getCause())
                : new CloudFrontSignerException(Reason.KEY_FAILED, signer + " cannot sign", failure);
    }

    /**
     * Reports that a URL or policy was refused before its signature was requested.
     */
    public void refused(Reason reason) {
        listeners.refused(reason);
    }

    public SignatureCacheStatus status() {
        return cache.status();
    }

    /**
     * One signature in progress. Its future is always completed, because other callers may wait for it.
     */
    private final class Signing {

        private final CacheKey cacheKey;
        private final Policy policy;
        private final CompletableFuture<T> signature;
        private final long since;

        Signing(CacheKey cacheKey, Policy policy, CompletableFuture<T> signature, long since) {
            this.cacheKey = cacheKey;
            this.policy = policy;
            this.signature = signature;
            this.since = since;
        }

        void start() {
            SigningKey key = cacheKey.key().key();
            if (LOG.isDebugEnabled()) {
                LOG.debugf("%s signs with key pair %s", signer, key.keyPairId());
            }
            byte[] message = policy.json().getBytes(StandardCharsets.UTF_8);
            if (key instanceof LocalKey local) {
                signHere(local, message);
            } else {
                UniRunner.run(listeners.asking(key, key.sign(message)).onFailure().transform(this::ofSigner)
                        .map(bytes -> use.of(policy, key, bytes)), this::made, this::failed);
            }
        }

        private void signHere(LocalKey key, byte[] message) {
            T made;
            try {
                made = use.of(policy, key, key.signNow(message));
            } catch (Throwable e) {
                failed(e);
                return;
            }
            made(made);
        }

        private void made(T made) {
            // recorded once, because a cached signature expires at the same time
            cacheKey.key().grants(policy.expiresAt());
            cache.keep(cacheKey, signature, made);
            listeners.asked(cacheKey.key().key(), policy, cache.isOff(), since, null);
        }

        private void failed(Throwable failure) {
            cache.fail(cacheKey, signature, failure);
            listeners.asked(cacheKey.key().key(), policy, cache.isOff(), since, failure);
        }

        private Throwable ofSigner(Throwable failure) {
            return failure instanceof CloudFrontSignerException known ? Failure.in(signer, known) : failure;
        }
    }
}
