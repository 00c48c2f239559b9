package io.quarkiverse.cloudfront.signer.runtime.qute;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.Results;

/**
 * The signed policy of a <code>{#cloudfront}</code> section for the URLs in it. It is between the section's content and the
 * outer data, and does not resolve any name.
 */
record SectionScope(String signer, DefaultSignedPolicy signed) implements Mapper {

    /**
     * The innermost section around an expression.
     */
    static @Nullable SectionScope around(ResolutionContext context) {
        for (ResolutionContext outer = context; outer != null; outer = outer.getParent()) {
            if (outer.getData() instanceof SectionScope scope) {
                return scope;
            }
        }
        return null;
    }

    @Override
    public boolean appliesTo(String key) {
        return false;
    }

    @Override
    public Object get(String key) {
        return Results.NotFound.from(key);
    }
}
