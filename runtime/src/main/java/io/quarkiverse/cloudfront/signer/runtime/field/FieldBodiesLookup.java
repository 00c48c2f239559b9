package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Looks up the bodies once, because a lookup for each value would slow JSON libraries down. Serializers can be created before
 * there is a run-time configuration, so this looks them up when they are first needed.
 */
public final class FieldBodiesLookup implements Supplier<FieldBodies> {

    private final Supplier<FieldBodies> lookup;
    private volatile @Nullable FieldBodies found;

    public FieldBodiesLookup(Supplier<FieldBodies> lookup) {
        this.lookup = lookup;
    }

    @Override
    public FieldBodies get() {
        FieldBodies known = found;
        if (known == null) {
            known = lookup.get();
            found = known;
        }
        return known;
    }
}
