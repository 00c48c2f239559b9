package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * An {@code MPD}, {@code Period}, {@code AdaptationSet} or {@code Representation}, of which each may have bases of its own and
 * references that count for all inside of it.
 */
final class DashLevel {

    /** Alternatives multiply from level to level. */
    private static final int MOST_BASES = 100;

    private final DashLevel parent;
    private final int depth;
    private final boolean representation;
    private final String id;
    private final String bandwidth;
    private final List<DashReference> references = new ArrayList<>();
    private List<String> bases;
    private boolean own;
    private boolean complete;

    private DashLevel(DashLevel parent, int depth, List<String> bases, XmlElement element) {
        this.parent = parent;
        this.depth = depth;
        this.bases = bases;
        this.representation = element.name().local().equals("Representation");
        this.id = element.attribute("id");
        this.bandwidth = element.attribute("bandwidth");
    }

    static DashLevel root(String base, XmlElement element) {
        return new DashLevel(null, 1, List.of(base), element);
    }

    /**
     * @param depth of its element
     */
    DashLevel child(int depth, XmlElement element) {
        complete = true;
        return new DashLevel(this, depth, bases, element);
    }

    DashLevel parent() {
        return parent;
    }

    boolean isRoot() {
        return parent == null;
    }

    /**
     * Whether nothing is inside of it that has bases of its own.
     */
    boolean isRepresentation() {
        return representation;
    }

    int depth() {
        return depth;
    }

    /**
     * What the level's references are relative to: alternatives, of which a player may take any.
     */
    List<String> bases() {
        return bases;
    }

    /**
     * What a {@code BaseURL} of this level is relative to.
     */
    List<String> outerBases(String rootBase) {
        return parent == null ? List.of(rootBase) : parent.bases;
    }

    void add(List<String> alternatives) {
        if (complete) {
            throw new CloudFrontSignerException("a BaseURL comes after what is relative to it; move it to the front");
        }
        List<String> all = new ArrayList<>(own ? bases : List.of());
        all.addAll(alternatives);
        if (all.size() > MOST_BASES) {
            throw new CloudFrontSignerException("the BaseURLs of the manifest make more than " + MOST_BASES + " combinations");
        }
        own = true;
        bases = all;
    }

    void add(DashReference reference) {
        references.add(reference);
    }

    /**
     * To be called before the first reference.
     */
    void complete() {
        complete = true;
    }

    List<DashReference> references() {
        return references;
    }

    String id() {
        return id == null ? "x" : id;
    }

    String bandwidth() {
        return bandwidth == null ? "1" : bandwidth;
    }
}
