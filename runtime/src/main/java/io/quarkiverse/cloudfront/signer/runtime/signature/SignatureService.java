package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureEvent.Outcome;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Gets policies signed by a signer's key, wherever it is: at once, or later, but never so that the event loop waits for another
 * machine. Signatures are cached, so that equal policies cost one signature.
 *
 * @param <T> what a signed policy becomes, and is cached as
 */
public final class SignatureService<T> {

    /**
     * Makes what is cached of a signature.
     */
    public interface Use<T> {

        T of(Policy policy, SigningKey key, byte[] signature);
    }

    private static final Logger LOG = Logger.getLogger(SignatureService.class);

    private final String signer;
    private final KeyRing keys;
    private final Use<T> use;
    private final SignatureListeners listeners;
    private final SignatureCache<T> cache;

    /**
     * @param signer the signer that the keys belong to, as a sentence begins with it
     * @param maxSize how many signatures are cached at most; 0 turns the cache off
     * @param listeners are told of each signature
     */
    public SignatureService(String signer, KeyRing keys, long maxSize, List<SignatureListener> listeners, Use<T> use) {
        this.signer = signer;
        this.keys = keys;
        this.use = use;
        this.listeners = new SignatureListeners(keys.signer(), listeners);
        this.cache = new SignatureCache<>(maxSize, keys.clock());
    }

    /**
     * @throws CloudFrontSignerException if there is none, or a caller on the event loop might have to wait for a remote key
     */
    public T sign(Policy policy) {
        ActiveKey key = keys.active();
        if (!key.isLocal() && !BlockingOperationControl.isBlockingAllowed()) {
            listeners.refused(Reason.BLOCKING_NOT_ALLOWED);
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED,
                    signer + " has a remote key, whose answer the event loop must not wait for; "
                            + "use signAsync, return a Uni, or mark the method @Blocking");
        }
        KeySignatureCache<T> keyCache = cache.of(key);
        T found = find(keyCache, CacheKey.of(policy));
        return found != null ? found : await(signature(keyCache, policy));
    }

    /**
     * The same as for the canned policy of a URL, but only if it is cached. A remote key's may be, too, but whether the event
     * loop gets one must not depend on what was asked before.
     *
     * @return null if it has to be signed
     */
    public @Nullable T cached(String url, Instant expiresAt) {
        ActiveKey key = keys.active();
        return key.isLocal() ? find(cache.of(key), CacheKey.canned(url, expiresAt)) : null;
    }

    public Uni<T> signAsync(Policy policy) {
        return Uni.createFrom().deferred(() -> {
            KeySignatureCache<T> keyCache = cache.of(keys.active());
            T found = find(keyCache, CacheKey.of(policy));
            return found != null ? Uni.createFrom().item(found) : whereAskedFor(keyCache.key(), signature(keyCache, policy));
        });
    }

    private @Nullable T find(KeySignatureCache<T> keyCache, CacheKey cacheKey) {
        T found = keyCache.find(cacheKey);
        if (found != null) {
            hit(keyCache, cacheKey);
        }
        return found;
    }

    private void hit(KeySignatureCache<T> keyCache, CacheKey cacheKey) {
        cache.hit();
        if (LOG.isDebugEnabled()) {
            LOG.debugf("%s has a signature of key pair %s already, or on its way", signer, keyCache.key().keyPairId());
        }
        listeners.hit(keyCache.key().key(), cacheKey.canned());
    }

    /**
     * Has the key sign, unless another caller does so already.
     */
    private CompletableFuture<T> signature(KeySignatureCache<T> keyCache, Policy policy) {
        CacheKey cacheKey = CacheKey.of(policy);
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> begun = keyCache.begin(cacheKey, mine);
        if (begun != null) {
            hit(keyCache, cacheKey);
            return begun;
        }
        cache.missed();
        new Signing(keyCache, cacheKey, policy, mine, listeners.now()).start();
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
     * Whoever shares a signature with others goes on where it came from, and not on the thread of the one who asked first. One
     * of the threads that may wait does so for a key in this process, which takes no longer than to sign.
     */
    private Uni<T> whereAskedFor(ActiveKey key, CompletableFuture<T> signature) {
        Context context = Context.isOnEventLoopThread() ? Vertx.currentContext() : null;
        if (signature.isDone() || context == null && key.isLocal()) {
            return Uni.createFrom().item(() -> await(signature));
        }
        // who goes away takes nothing from the others
        Uni<T> shared = Uni.createFrom().emitter(emitter -> signature.whenComplete((signed, failure) -> {
            if (failure == null) {
                emitter.complete(signed);
            } else {
                emitter.fail(own(failure));
            }
        }));
        return context == null ? shared : shared.emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    /**
     * An exception that no other caller has.
     */
    private CloudFrontSignerException own(@Nullable Throwable failure) {
        return failure instanceof CloudFrontSignerException known
                ? new CloudFrontSignerException(known.reason(), String.valueOf(known.getMessage()), known.getCause())
                : new CloudFrontSignerException(Reason.KEY_FAILED, signer + " cannot sign", failure);
    }

    /**
     * Tells of a URL or policy that does not get as far as here.
     */
    public void refused(Reason reason) {
        listeners.refused(reason);
    }

    public SignatureCacheStatus status() {
        return cache.status();
    }

    /**
     * One signature in the making. It ends in any case, as others may wait for it.
     */
    private final class Signing {

        private final KeySignatureCache<T> keyCache;
        private final CacheKey cacheKey;
        private final Policy policy;
        private final CompletableFuture<T> signature;
        private final long since;

        Signing(KeySignatureCache<T> keyCache, CacheKey cacheKey, Policy policy, CompletableFuture<T> signature, long since) {
            this.keyCache = keyCache;
            this.cacheKey = cacheKey;
            this.policy = policy;
            this.signature = signature;
            this.since = since;
        }

        void start() {
            SigningKey key = keyCache.key().key();
            if (LOG.isDebugEnabled()) {
                LOG.debugf("%s asks key pair %s for a signature", signer, key.keyPairId());
            }
            byte[] message = policy.json().getBytes(StandardCharsets.UTF_8);
            if (key instanceof LocalKey local) {
                signHere(local, message);
            } else {
                listeners.asking(key, key.sign(message))
                        .onFailure()
                        .transform(this::ofSigner)
                        .map(bytes -> use.of(policy, key, bytes))
                        .subscribe().with(this::made, this::failed);
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
            // a policy that is found later expires at the same time
            keyCache.key().grants(policy.expiresAt());
            keyCache.keep(cacheKey, signature, made);
            listeners.signed(keyCache.key().key(), policy, outcome(), since);
        }

        private void failed(Throwable failure) {
            keyCache.fail(cacheKey, signature, failure);
            listeners.failed(keyCache.key().key(), policy, outcome(), since, failure);
        }

        private Throwable ofSigner(Throwable failure) {
            return failure instanceof CloudFrontSignerException known
                    ? new CloudFrontSignerException(known.reason(), signer + ": " + known.getMessage(), known.getCause())
                    : failure;
        }

        private Outcome outcome() {
            return keyCache.isOff() ? Outcome.OFF : Outcome.MISS;
        }
    }
}
