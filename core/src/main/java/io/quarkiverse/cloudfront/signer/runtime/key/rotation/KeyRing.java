package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyProof;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;

/**
 * The keys of one signer. The clock determines which one is active, so it is the same on all replicas.
 * <p>
 * <b>At the same time</b>, many threads ask for the active key, one thread reloads keys, and others ask for the status. {@link
 * #active} does not lock: it reads the clock, and one volatile field of a slot, which has an immutable pair of a key and its
 * ID. There are three kinds of locks: the ring's, for reporting switches and for the longest lifetime; a slot's, for its
 * reload; and the registry's, for contradictions between signers. A reload takes the lock of its slot first, and then that of
 * the registry. The ring's lock is never held while either is taken.
 * <p>
 * <b>Why this is right:</b> A thread that sees a key that has not been noticed takes the ring's lock and chooses again, so each
 * switch is reported once and in order, although several threads see it, and the listener has returned before the next switch
 * is reported. A thread that still signs with the previous key is covered by the longest lifetime, which counts from the
 * switch, and by the last expiry that the key itself has recorded.
 * <p>
 * <b>Earlier attempts:</b> A key was taken for a new one whenever it was younger, until a clock that went back, or a restart,
 * made an earlier key active again. So the order of the slots decides. Each signer checked its own keys only, so two signers
 * could have different keys with one ID, and CloudFront refused what one of them signed. The registry therefore knows the keys
 * of all signers.
 */
public final class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);

    private final String signer;
    private final KeyRegistry registry;
    private final InstantSource clock;
    private final Consumer<SigningKeyChanged> listener;
    private final KeySlot[] slots;
    private final boolean remote;
    private volatile Duration longestLifetime;
    private volatile ActiveKey noticed;
    private int noticedIndex;

    /**
     * The keys of the only signer.
     */
    public KeyRing(String signer, List<KeySlot> slots, InstantSource clock, Duration longestLifetime,
            Consumer<SigningKeyChanged> listener) {
        this(signer, new KeyRegistry(), slots, clock, longestLifetime, listener);
    }

    /**
     * @param signer the signer's name
     * @param registry contains the slots, and the keys of the other signers
     * @param slots the signer's own key, and the further ones in the order of their instants
     * @param longestLifetime the longest known lifetime of grants
     * @param listener is notified of changes, on any thread, including the event loop
     */
    public KeyRing(String signer, KeyRegistry registry, List<KeySlot> slots, InstantSource clock, Duration longestLifetime,
            Consumer<SigningKeyChanged> listener) {
        this.signer = signer;
        this.registry = registry;
        this.clock = clock;
        this.listener = listener;
        this.slots = slots.toArray(new KeySlot[0]);
        this.remote = isAnyRemote(slots);
        this.longestLifetime = longestLifetime;
        this.noticedIndex = indexNow();
        this.noticed = this.slots[noticedIndex].current();
    }

    /** A loop, because a stream would load further classes at start-up. */
    private static boolean isAnyRemote(List<KeySlot> slots) {
        for (KeySlot slot : slots) {
            if (!slot.current().isLocal()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The signer's name.
     */
    public String signer() {
        return signer;
    }

    public InstantSource clock() {
        return clock;
    }

    /**
     * The key that is active now. Call this once per signature, and use the ID and the signature of the same key.
     */
    public ActiveKey active() {
        ActiveKey key = slots[indexNow()].current();
        if (key != noticed) {
            noticeChange();
        }
        return key;
    }

    private int indexNow() {
        return slots.length == 1 ? 0 : indexAt(clock.instant());
    }

    private int indexAt(Instant now) {
        int index = slots.length - 1;
        while (index > 0 && now.isBefore(slots[index].activeFrom())) {
            index--;
        }
        return index;
    }

    /**
     * Chooses again, because another thread may have noticed a later change, and notifies the listener before the next change
     * can be noticed.
     */
    private synchronized void noticeChange() {
        int index = indexNow();
        ActiveKey before = noticed;
        ActiveKey now = slots[index].current();
        boolean back = index < noticedIndex;
        noticedIndex = index;
        noticed = now;
        if (now != before) {
            tell(before, now, back);
        }
    }

    private void tell(ActiveKey before, ActiveKey now, boolean back) {
        Instant since = back ? clock.instant() : now.since();
        // another replica, whose clock is right, signs with the key that is replaced here
        Instant neededUntil = neededUntil(before, back && before.since().isAfter(since) ? before.since() : since);
        if (back) {
            LOG.warnf("%s signs with key pair %s again: the clock has gone back to before %s, when it switches to key pair %s",
                    describe(), now.keyPairId(), before.since(), before.keyPairId());
        } else {
            LOG.infof(
                    "%s switched to key pair %s at %s. You can remove the public key of key pair %s from the key group after %s. "
                            + "If its private key has leaked, remove it now, although all that it signed is then refused",
                    describe(), now.keyPairId(), since, before.keyPairId(), neededUntil);
        }
        listener.accept(new SigningKeyChanged(signer, now.keyPairId(), before.keyPairId(), since, neededUntil));
    }

    /**
     * The signer as the beginning of a sentence.
     */
    public String describe() {
        return signer.equals(SignerName.DEFAULT) ? "The default signer" : "The signer \"" + signer + "\"";
    }

    /**
     * Other replicas may have signed with the longest configured lifetime, and this one with a longer one.
     */
    private Instant neededUntil(ActiveKey key, Instant replacedAt) {
        Instant configured = replacedAt.plus(longestLifetime);
        Instant neededUntil = configured.isAfter(key.lastExpiry()) ? configured : key.lastExpiry();
        Instant seconds = neededUntil.truncatedTo(ChronoUnit.SECONDS);
        return seconds.equals(neededUntil) ? neededUntil : seconds.plusSeconds(1);
    }

    /**
     * Records that something is signed with this lifetime.
     */
    public synchronized void grantsFor(Duration lifetime) {
        if (lifetime.compareTo(longestLifetime) > 0) {
            longestLifetime = lifetime;
        }
    }

    /**
     * The ID of the key that is active now.
     */
    public String activeKeyPairId() {
        return active().keyPairId();
    }

    /**
     * The IDs of its keys, without those that a reload has replaced.
     */
    public List<String> keyPairIds() {
        return Arrays.stream(slots).map(KeySlot::keyPairId).toList();
    }

    /**
     * Makes a dummy signature with the active key if it is local. The first signature of a process takes a hundred times as
     * long as the next ones, so the first viewer need not wait for it.
     */
    public void warmUp() {
        if (active().key() instanceof LocalKey key) {
            key.signNow(KeyProof.TRIAL);
        }
    }

    /**
     * Whether a caller may have to wait for a signature, now or later.
     */
    public boolean hasRemoteKey() {
        return remote;
    }

    /**
     * Whether a source can provide a new key.
     */
    public boolean mayChange() {
        for (KeySlot slot : slots) {
            if (slot.mayChange()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads the keys again, and activates changed ones. Blocks the caller.
     */
    public void reload() {
        for (KeySlot slot : slots) {
            if (slot.mayChange()) {
                slot.reload(describe(), registry, clock.instant());
            }
        }
        active();
    }

    public KeyStatus status() {
        active();
        int index = indexNow();
        List<KeyStatus.Retired> retired = new ArrayList<>();
        List<KeyStatus.Next> next = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            KeySlot slot = slots[i];
            for (KeySlot.Replaced replaced : slot.replaced()) {
                retired.add(retired(replaced.key(), replaced.at()));
            }
            if (i < index) {
                retired.add(retired(slot.current(), slots[i + 1].activeFrom()));
            } else if (i > index) {
                next.add(new KeyStatus.Next(slot.keyPairId(), slot.activeFrom()));
            }
            String problem = slot.problem();
            if (problem != null) {
                problems.add(problem);
            }
        }
        ActiveKey active = slots[index].current();
        return new KeyStatus(active.keyPairId(), slots[index].source(), active.since(), next, retired, problems);
    }

    /**
     * All keys, in the order of their slots.
     */
    public List<KeyListing> list() {
        active();
        int index = indexNow();
        List<KeyListing> keys = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            KeySlot slot = slots[i];
            for (KeySlot.Replaced replaced : slot.replaced()) {
                keys.add(slot.list(replaced.key(), KeyListing.State.RETIRED, neededUntil(replaced.key(), replaced.at())));
            }
            ActiveKey key = slot.current();
            keys.add(i < index
                    ? slot.list(key, KeyListing.State.RETIRED, neededUntil(key, slots[i + 1].activeFrom()))
                    : slot.list(key, i == index ? KeyListing.State.ACTIVE : KeyListing.State.NEXT, null));
        }
        return keys;
    }

    private KeyStatus.Retired retired(ActiveKey key, Instant replacedAt) {
        return new KeyStatus.Retired(key.keyPairId(), neededUntil(key, replacedAt));
    }
}
