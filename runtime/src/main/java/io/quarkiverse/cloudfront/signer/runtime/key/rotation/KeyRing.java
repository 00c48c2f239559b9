package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyProof;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;

/**
 * The keys of one signer, of which the clock says which one signs: on all replicas the same.
 */
public final class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);

    private final String signer;
    private final InstantSource clock;
    private final Consumer<SigningKeyChanged> listener;
    private final KeySlot[] slots;
    private final boolean remote;
    private volatile Duration longestLifetime;
    private volatile ActiveKey noticed;
    private int noticedIndex;

    /**
     * @param signer the signer's name
     * @param slots the signer's own key, and those that follow in the order of their instants
     * @param longestLifetime of what is signed, as far as it is known yet
     * @param listener told of changes, on any thread, the event loop among them
     */
    public KeyRing(String signer, List<KeySlot> slots, InstantSource clock, Duration longestLifetime,
            Consumer<SigningKeyChanged> listener) {
        this.signer = signer;
        this.clock = clock;
        this.listener = listener;
        this.slots = slots.toArray(new KeySlot[0]);
        this.remote = isAnyRemote(slots);
        this.longestLifetime = longestLifetime;
        this.noticedIndex = indexNow();
        this.noticed = this.slots[noticedIndex].current();
    }

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
     * The key that signs now. Who signs asks once, and takes the ID and the signature of this key.
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
     * Chooses anew, as another thread may have noticed a change that came later than what this one saw; and tells of it before
     * another change can be told.
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
        // another replica, whose clock is right, signs with the key that is left here
        Instant neededUntil = neededUntil(before, back && before.since().isAfter(since) ? before.since() : since);
        if (back) {
            LOG.warnf("%s signs with key pair %s again: the clock has gone back to before %s, from when on it is key pair %s",
                    describe(), now.keyPairId(), before.since(), before.keyPairId());
        } else {
            LOG.infof(
                    "%s switched to key pair %s at %s. You can remove the public key of key pair %s from the key group after %s",
                    describe(), now.keyPairId(), since, before.keyPairId(), neededUntil);
        }
        listener.accept(new SigningKeyChanged(signer, now.keyPairId(), before.keyPairId(), since, neededUntil));
    }

    private String describe() {
        return signer.equals(SignerName.DEFAULT) ? "The default signer" : "The signer \"" + signer + "\"";
    }

    /**
     * Other replicas may have signed for as long as is configured, and this one for longer.
     */
    private Instant neededUntil(ActiveKey key, Instant replacedAt) {
        Instant configured = replacedAt.plus(longestLifetime);
        Instant neededUntil = configured.isAfter(key.lastExpiry()) ? configured : key.lastExpiry();
        Instant seconds = neededUntil.truncatedTo(ChronoUnit.SECONDS);
        return seconds.equals(neededUntil) ? neededUntil : seconds.plusSeconds(1);
    }

    /**
     * Something is signed for this long.
     */
    public synchronized void grantsFor(Duration lifetime) {
        if (lifetime.compareTo(longestLifetime) > 0) {
            longestLifetime = lifetime;
        }
    }

    /**
     * The ID of the key that signs now.
     */
    public String activeKeyPairId() {
        return active().keyPairId();
    }

    /**
     * Makes a signature that is of no use, with the key that signs now if it is in this process: the first one of a process
     * takes a hundred times as long as those that follow, and the first viewer need not wait for it.
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
     * Whether it makes sense to read the keys again.
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
     * Reads the keys again, and takes those that have changed. Blocks the caller.
     */
    public void reload() {
        for (KeySlot slot : slots) {
            if (slot.mayChange()) {
                slot.reload(clock.instant());
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
