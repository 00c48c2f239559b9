package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.security.PublicKey;
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
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
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
     * A key that another key has replaced.
     */
    record Replaced(ActiveKey key, Instant at) {
    }

    private final String prefix;
    private final @Nullable KeyDescription description;
    private final @Nullable TimedRead<KeyMaterial> read;
    private final @Nullable Instant activeFrom;
    private final String source;
    private final @Nullable String location;
    /** The digest of the content at the last reload; empty before the first reload, which compares the keys themselves. */
    private byte[] fingerprint = new byte[0];
    private volatile ActiveKey current;
    private volatile List<Replaced> replaced = List.of();
    private volatile @Nullable String problem;

    private KeySlot(String prefix, @Nullable KeyDescription description, String source, @Nullable String location,
            ActiveKey current, @Nullable Instant activeFrom) {
        this.prefix = prefix;
        this.description = description;
        this.read = description == null ? null : new TimedRead<>(description, description::version);
        this.source = source;
        this.location = location;
        this.current = current;
        this.activeFrom = activeFrom;
    }

    /**
     * Creates the slot of a key in this process. Reads and parses the key and, if a public key is configured, proves that the
     * key belongs to it. Blocks the caller.
     *
     * @param prefix the prefix of the key's properties
     * @param activeFrom when the key begins to sign; null for the signer's own key
     */
    public static KeySlot local(String prefix, KeyDescription description, @Nullable Instant activeFrom, Instant now)
            throws UnusableKeyException {
        KeyMaterial material = new TimedRead<>(description).read();
        ActiveKey key = new ActiveKey(description.parse(material), activeFrom == null ? now : activeFrom);
        return new KeySlot(prefix, description, description.property(), null, key, activeFrom);
    }

    /**
     * @param activeFrom when the key begins to sign; null for the signer's own key
     */
    public static KeySlot remote(RemoteKey key, @Nullable Instant activeFrom, Instant now) {
        return remote("SigningKey bean", null, key, activeFrom, now);
    }

    /**
     * @param source the property that sets the location, or the kind of bean that provides the key
     * @param location where the key is, for descriptions
     * @param activeFrom when the key begins to sign; null for the signer's own key
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
     * When the slot's key becomes active. Do not call this method for the signer's own key, which is active from the beginning.
     */
    public Instant activeFrom() {
        return Objects.requireNonNull(activeFrom);
    }

    String source() {
        return source;
    }

    /**
     * @param key a current or previous key of this slot
     * @param neededUntil when the key's last signature expires; null unless the key is retired
     */
    KeyListing list(ActiveKey key, KeyListing.State state, @Nullable Instant neededUntil) {
        String where = description != null && description.source() instanceof LocationSource file ? file.location() : location;
        return new KeyListing(key.keyPairId(), state, key.key().algorithm().name(), source, where, key.since(), neededUntil,
                publicKeyPem(key.key()));
    }

    private static @Nullable String publicKeyPem(SigningKey key) {
        PublicKey publicKey = KeyRegistry.publicKey(key);
        return publicKey == null ? null : PublicKeys.pem(publicKey);
    }

    List<Replaced> replaced() {
        return replaced;
    }

    /** The current key and the keys that it has replaced. */
    List<ActiveKey> all() {
        List<ActiveKey> all = new ArrayList<>(List.of(current));
        for (Replaced before : replaced) {
            all.add(before.key());
        }
        return all;
    }

    /**
     * The problem with the key's source; null if there is none. During a problem, the previous key stays in use.
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
     *
     * @param signer the name of the signer, as in the registry
     */
    synchronized void reload(String signer, KeyRegistry keys, Instant now) {
        if (description == null || read == null) {
            return;
        }
        try {
            KeyMaterial material = read.read();
            byte[] found = material.fingerprint();
            if (!Arrays.equals(found, fingerprint)) {
                LocalKey key = description.parse(material);
                if (isOther(key)) {
                    keys.replace(signer, this, key, now);
                }
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

    /**
     * Whether a key really differs from the current key, and is not just another form of the same key.
     */
    private boolean isOther(LocalKey key) {
        LocalKey before = (LocalKey) current.key();
        return !key.keyPairId().equals(before.keyPairId()) || !key.publicKey().equals(before.publicKey());
    }

    /**
     * Whether a key of this slot may already have signed something. A further key that is not active yet can still be
     * corrected.
     */
    boolean hasSigned(Instant now) {
        return activeFrom == null || !now.isBefore(activeFrom);
    }

    /**
     * Replaces the key. Only {@link #reload} calls this method, through the registry, so the slot's lock is already held.
     *
     * @param key a key that the registry has checked
     */
    synchronized void replace(LocalKey key, Instant now) throws UnusableKeyException {
        if (activeFrom != null && !hasSigned(now)) {
            current = new ActiveKey(key, activeFrom);
            return;
        }
        ActiveKey before = current;
        if (key.algorithm() != before.key().algorithm()) {
            throw new UnusableKeyException("contains a key for %s, but the previous one is for %s; "
                    .formatted(key.algorithm(), before.key().algorithm())
                    + "to change the algorithm, configure a further key with active-from, or restart the application");
        }
        List<Replaced> earlier = new ArrayList<>(replaced);
        earlier.add(new Replaced(before, now));
        replaced = List.copyOf(earlier.subList(Math.max(0, earlier.size() - MOST_REPLACED), earlier.size()));
        current = new ActiveKey(key, now);
    }

    private void report(String message, UnusableKeyException cause) {
        if (!message.equals(problem)) {
            problem = message;
            LOG.warnf("%s. Key pair %s stays in use", message, keyPairId());
            LOG.debug(message, cause);
        }
    }
}
