package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * An {@code MPD}, {@code Period}, {@code AdaptationSet}, or {@code Representation}. Each level can have its own bases, and
 * references that apply to everything inside it.
 */
final class DashLevel {

    /** A limit is necessary because the references are held until the level ends. */
    private static final int MOST_REFERENCES = 100_000;

    private final @Nullable DashLevel parent;
    private final int depth;
    private final String name;
    private final @Nullable String id;
    private final @Nullable String bandwidth;
    /** The references that each representation completes differently. */
    private final List<DashReference> varyingReferences = new ArrayList<>();
    /** The references that depend only on the bases. */
    private final List<DashReference> references = new ArrayList<>();
    private @Nullable DashBases checkedFor;
    /**
     * The longest reference that stays below the bases, if these {@linkplain DashBases#areAlike are alike}. Only this reference
     * must be checked, so the others need not be held.
     */
    private @Nullable DashReference longest;
    private DashBases bases;
    private boolean own;
    private boolean complete;

    /**
     * @param parent null for the root
     */
    DashLevel(@Nullable DashLevel parent, int depth, DashBases bases, XmlElement element) {
        this.parent = parent;
        this.depth = depth;
        this.bases = bases;
        this.name = element.name().local();
        this.id = element.attribute("id");
        this.bandwidth = element.attribute("bandwidth");
    }

    /**
     * @param depth the depth of the element
     * @throws CloudFrontSignerException if levels of this kind are nested, so that their number would be unlimited
     */
    DashLevel child(int depth, XmlElement element) {
        if (DashNames.rank(element.name().local()) <= DashNames.rank(name)) {
            throw Failure.ofPlaylist("the DASH manifest has a " + element.name().local() + " in a " + name
                    + "; move it outside");
        }
        complete = true;
        return new DashLevel(this, depth, bases, element);
    }

    @Nullable
    DashLevel parent() {
        return parent;
    }

    boolean isRoot() {
        return parent == null;
    }

    /**
     * Whether this level is of the innermost kind, which cannot contain further levels with their own bases.
     */
    boolean isRepresentation() {
        return name.equals(DashNames.REPRESENTATION);
    }

    int depth() {
        return depth;
    }

    /**
     * The URLs that the references of this level are resolved against.
     */
    DashBases bases() {
        return bases;
    }

    /**
     * The URLs that a {@code BaseURL} of this level is resolved against.
     */
    DashBases outerBases(DashBases rootBases) {
        return parent == null ? rootBases : parent.bases;
    }

    void add(DashBases alternatives) {
        if (complete) {
            throw Failure.ofPlaylist("a BaseURL comes after references that are relative to it; move it to the front");
        }
        bases = own ? bases.and(alternatives) : alternatives;
        own = true;
    }

    void add(DashReference reference, GrantedUris uris) {
        if (reference.isBelow() && bases.areAlike(uris)) {
            reference.check(this, uris);
            longest = longest == null || reference.length() > longest.length() ? reference : longest;
            return;
        } else if (varyingReferences.size() + references.size() == MOST_REFERENCES) {
            throw Failure.ofPlaylist("a " + name + " has more than " + MOST_REFERENCES + " references for which each "
                    + "Representation must be checked; make them relative without ../, or move them into the Representations");
        } else if (reference.varies()) {
            varyingReferences.add(reference);
        } else {
            references.add(reference);
            checkedFor = null;
        }
    }

    /**
     * Declares that this level does not have further bases. Must be called before the first reference.
     */
    void complete() {
        complete = true;
    }

    /**
     * Checks the references that no representation inherits.
     */
    void checkUninherited(GrantedUris uris) {
        varyingReferences.forEach(reference -> reference.checkUnlessDone(this, uris));
        references.forEach(reference -> reference.checkUnlessDone(this, uris));
    }

    /**
     * Checks the references that a representation inherits.
     */
    void check(DashLevel representation, GrantedUris uris) {
        varyingReferences.forEach(reference -> reference.checkAgain(representation, uris));
        if (checkedFor != representation.bases) {
            references.forEach(reference -> reference.checkAgain(representation, uris));
            checkedFor = representation.bases;
        }
        if (longest != null && representation.bases != bases) {
            longest.check(representation, uris);
            if (!representation.bases.areLike(bases, uris)) {
                throw DashReference.differs();
            }
        }
    }

    String id() {
        return id == null ? "x" : id;
    }

    String bandwidth() {
        return bandwidth == null ? "1" : bandwidth;
    }
}
