package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.RemoteKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TimedRead;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeyMaterial;
import io.quarkiverse.cloudfront.signer.runtime.key.source.LocationSource;

/**
 * The slot of one configured key, which a reload can fill with another key.
 */
public final class KeySlot {

    private static final Logger LOG = Logger.getLogger(KeySlot.class);

    /** The maximum number of keys in a key group in addition to the active one. */
    private static final int MOST_REPLACED = 4;

    /**
     * A key that another one has replaced.
     */
    record Replaced(ActiveKey key, Instant at) {
    }

    private final String prefix;
    private final @Nullable KeyDescription description;
    private final @Nullable TimedRead<KeyMaterial> read;
    private final @Nullable Instant activeFrom;
    private final String source;
    private final @Nullable String location;
    /** The content at the last reload; empty before the first one, which compares the keys themselves. */
    private byte[] fingerprint = new byte[0];
    private volatile ActiveKey current;
    private volatile List<Replaced> replaced = List.of();
    private volatile @Nullable String problem;

    private KeySlot(String prefix, @Nullable KeyDescription description, String source, @Nullable String location,
            ActiveKey current, @Nullable Instant activeFrom) {
        this.prefix = prefix;
        this.description = description;
        this.read = description == null ? null : new TimedRead<>(description);
        this.source = source;
        this.location = location;
        this.current = current;
        this.activeFrom = activeFrom;
    }

    /**
     * Reads, parses and proves a key. Blocks the caller.
     *
     * @param prefix the prefix of the key's properties
     * @param activeFrom when it begins to sign; null for the signer's own key
     */
    public static KeySlot local(String prefix, KeyDescription description, @Nullable Instant activeFrom, Instant now)
            throws UnusableKeyException {
        KeyMaterial material = new TimedRead<>(description).read();
        ActiveKey key = new ActiveKey(description.parse(material), activeFrom == null ? now : activeFrom);
        return new KeySlot(prefix, description, description.property(), null, key, activeFrom);
    }

    /**
     * @param activeFrom when it begins to sign; null for the signer's own key
     */
    public static KeySlot remote(RemoteKey key, @Nullable Instant activeFrom, Instant now) {
        return remote("SigningKey bean", null, key, activeFrom, now);
    }

    /**
     * @param source the property that sets the location, or the bean
     * @param location where the key is, for descriptions
     * @param activeFrom when it begins to sign; null for the signer's own key
     */
    public static KeySlot remote(String source, @Nullable String location, RemoteKey key, @Nullable Instant activeFrom,
            Instant now) {
        return new KeySlot("", null, source, location, new ActiveKey(key, activeFrom == null ? now : activeFrom), activeFrom);
    }

    ActiveKey current() {
        return current;
    }

    public String keyPairId() {
        return current.keyPairId();
    }

    /**
     * When its key becomes active. The signer's own key is active from the beginning, and does not have such an instant.
     */
    public Instant activeFrom() {
        return Objects.requireNonNull(activeFrom);
    }

    String source() {
        return source;
    }

    /**
     * @param key a current or previous key of this slot
     * @param neededUntil null while it is active
     */
    KeyListing list(ActiveKey key, KeyListing.State state, @Nullable Instant neededUntil) {
        String where = description != null && description.source() instanceof LocationSource file ? file.location() : location;
        return new KeyListing(key.keyPairId(), state, key.key().algorithm().name(), source, where, key.since(), neededUntil,
                publicKey(key.key()));
    }

    private static @Nullable String publicKey(SigningKey key) {
        return key instanceof LocalKey local ? local.publicKeyPem()
                : key instanceof RemoteKey remote ? remote.publicKeyPem() : null;
    }

    List<Replaced> replaced() {
        return replaced;
    }

    /**
     * The problem of the key's source. The previous key stays in use.
     */
    @Nullable
    String problem() {
        return problem;
    }

    boolean mayChange() {
        return description != null && description.source().mayChange();
    }

    /**
     * Reads the key again. Blocks the caller. If the new key cannot be used, a warning is logged once, and the previous key
     * stays in use.
     */
    synchronized void reload(Instant now) {
        if (description == null || read == null) {
            return;
        }
        try {
            KeyMaterial material = read.read();
            byte[] found = material.fingerprint();
            if (!Arrays.equals(found, fingerprint)) {
                replace(description.parse(material), now);
                fingerprint = found;
            }
            if (problem != null) {
                problem = null;
                LOG.infof("%s%s is valid again", prefix, description.property());
            }
        } catch (UnusableKeyException e) {
            report(prefix + e.propertyOr(description.property()) + " " + e.getMessage(), e);
        }
    }

    private void replace(LocalKey key, Instant now) throws UnusableKeyException {
        ActiveKey before = current;
        LocalKey old = (LocalKey) before.key();
        if (isSameId(old, key) && isSameKey(old, key)) {
            // perhaps in another form
            return;
        }
        if (activeFrom != null && now.isBefore(activeFrom)) {
            // it has not signed anything yet
            current = new ActiveKey(key, activeFrom);
            return;
        }
        check(old, key);
        List<Replaced> earlier = new ArrayList<>(replaced);
        earlier.add(new Replaced(before, now));
        replaced = List.copyOf(earlier.subList(Math.max(0, earlier.size() - MOST_REPLACED), earlier.size()));
        current = new ActiveKey(key, now);
    }

    /**
     * Rejects half-written keys, and mistakes because of which CloudFront would refuse every signature.
     */
    private static void check(LocalKey before, LocalKey now) throws UnusableKeyException {
        if (isSameId(before, now)) {
            throw new UnusableKeyException(("contains a different key with the same key pair ID %s as before, but CloudFront "
                    + "gives each public key its own ID. Replace both together, or restart the application if the key was wrong "
                    + "before").formatted(now.keyPairId()));
        }
        if (isSameKey(before, now)) {
            throw new UnusableKeyException(("contains the same key as before with a different key pair ID %s, but CloudFront "
                    + "gives each public key one ID. Replace both together, or restart the application if the ID was wrong "
                    + "before").formatted(now.keyPairId()));
        }
        if (now.algorithm() != before.algorithm()) {
            throw new UnusableKeyException("contains a key for %s, but the previous one is for %s; "
                    .formatted(now.algorithm(), before.algorithm())
                    + "change the algorithm with a further key and its active-from, or restart the application");
        }
    }

    private static boolean isSameId(LocalKey before, LocalKey now) {
        return now.keyPairId().equals(before.keyPairId());
    }

    private static boolean isSameKey(LocalKey before, LocalKey now) {
        return now.publicKey().equals(before.publicKey());
    }

    private void report(String message, UnusableKeyException cause) {
        if (!message.equals(problem)) {
            problem = message;
            LOG.warnf("%s. Key pair %s stays in use", message, keyPairId());
            LOG.debug(message, cause);
        }
    }
}
