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
 * The keys of one signer. The clock determines which key is active, so all replicas use the same key.
 * <p>
 * <b>At the same time</b>, many threads ask for the active key, one thread reloads keys, and others ask for the status.
 * {@link #active} does not take a lock: it reads the clock and one volatile field of a slot, which contains an immutable pair
 * of a key and its ID. There are three kinds of locks. The ring's lock is for reporting switches and for the longest lifetime.
 * A slot's lock is for its reload. The registry's lock is for contradictions between signers. A reload takes the lock of its
 * slot first, and then the lock of the registry. No thread takes either of these two locks while it holds the ring's lock.
 * <p>
 * <b>Why this is right:</b> A thread that sees a key that has not been noticed yet takes the ring's lock and chooses again.
 * Each switch is therefore reported once and in order, even if several threads see it. The listener returns before the next
 * switch is reported. A thread may still sign with the previous key. Its signature is covered by the longest lifetime, which
 * counts from the switch, and by the last expiry that the key itself has recorded.
 * <p>
 * <b>Earlier attempts:</b> At first, a key was considered new if it was younger than the previous one. This failed when a
 * restart, or a clock that went back, made an earlier key active again. Now, the order of the slots is decisive. Also, each
 * signer originally checked only its own keys, so two signers could have different keys with the same ID, and CloudFront
 * refused the signatures of one of them. Now, the registry knows the keys of all signers.
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
     * Creates the ring of the only signer.
     */
    public KeyRing(String signer, List<KeySlot> slots, InstantSource clock, Duration longestLifetime,
            Consumer<SigningKeyChanged> listener) {
        this(signer, new KeyRegistry(), slots, clock, longestLifetime, listener);
    }

    /**
     * @param signer the signer's name
     * @param registry the registry that contains the slots, and the keys of the other signers
     * @param slots the slot of the signer's own key, followed by the slots of further keys in the order in which they become
     *        active
     * @param longestLifetime the longest known lifetime of grants
     * @param listener is notified of switches, on any thread, including the event loop
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

    /** Whether any key is remote. This is a loop because a stream would load further classes at start-up. */
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
     * The key that is active now. Call this method once per signature, so that the ID and the signature come from the same key.
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
     * Chooses the active key again, because another thread may have noticed a later switch. Notifies the listener before the
     * next switch can be noticed.
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
        // other replicas, whose clocks are right, still sign with the key that is replaced here
        Instant neededUntil = neededUntil(before, back && before.since().isAfter(since) ? before.since() : since);
        if (back) {
            LOG.warnf("%s signs with key pair %s again: the clock has gone back to before %s, the time of the switch to "
                    + "key pair %s", describe(), now.keyPairId(), before.since(), before.keyPairId());
        } else {
            LOG.infof(
                    "%s switched to key pair %s at %s. You can remove the public key of key pair %s from the key group after %s. "
                            + "If its private key has leaked, remove the public key now, although CloudFront then refuses "
                            + "everything that the key signed",
                    describe(), now.keyPairId(), since, before.keyPairId(), neededUntil);
        }
        listener.accept(new SigningKeyChanged(signer, now.keyPairId(), before.keyPairId(), since, neededUntil));
    }

    /**
     * Describes the signer in words that can begin a sentence.
     */
    public String describe() {
        return signer.equals(SignerName.DEFAULT) ? "The default signer" : "The signer \"" + signer + "\"";
    }

    /**
     * When the last signature of a key expires. Other replicas may have signed with the longest configured lifetime, and this
     * replica with an even longer lifetime.
     */
    private Instant neededUntil(ActiveKey key, Instant replacedAt) {
        Instant configured = replacedAt.plus(longestLifetime);
        Instant neededUntil = configured.isAfter(key.lastExpiry()) ? configured : key.lastExpiry();
        Instant seconds = neededUntil.truncatedTo(ChronoUnit.SECONDS);
        return seconds.equals(neededUntil) ? neededUntil : seconds.plusSeconds(1);
    }

    /**
     * Records that grants are signed with this lifetime.
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
     * The IDs of the signer's keys, without those that a reload has replaced.
     */
    public List<String> keyPairIds() {
        return Arrays.stream(slots).map(KeySlot::keyPairId).toList();
    }

    /**
     * Makes a dummy signature with the active key if the key is local. The first signature in a process takes a hundred times
     * as long as later ones. Without the dummy, the first viewer would have to wait for it.
     */
    public void warmUp() {
        if (active().key() instanceof LocalKey key) {
            key.signNow(KeyProof.TRIAL);
        }
    }

    /**
     * Whether one of the keys is remote. If so, a caller may have to wait for a signature, now or later.
     */
    public boolean hasRemoteKey() {
        return remote;
    }

    /**
     * Whether the source of a key can provide a new key.
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
     * Reads the keys again, and replaces those that have changed. Blocks the caller.
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
     * All keys, including replaced ones, in the order of their slots.
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
