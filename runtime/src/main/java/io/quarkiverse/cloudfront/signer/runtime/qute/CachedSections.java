package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheManager;
import io.quarkus.qute.CacheSectionHelper;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.cache.QuteCache;
import io.quarkus.qute.runtime.cache.CacheConfigurator;
import io.smallrye.mutiny.Uni;

/**
 * Replaces Quarkus's <code>{#cached}</code> section, and refuses to cache signed URLs. The build already rejects the templates
 * in which it can see the mistake. This class covers templates that are read at run time, layouts, and data.
 */
@Singleton
public class CachedSections {

    /** The part of the message that follows the place in a template. */
    public static final String MISTAKE = "caches signed URLs, which would give one user's grant to other users. Sign outside "
            + "of the {#cached} section";

    /** Each signed URL contains this name and {@link #SIGNATURE}, regardless of escapes. */
    private static final String KEY_PAIR_ID = "Key-Pair-Id";
    private static final String SIGNATURE = "Signature";

    /** Runs after Quarkus, whose observer has no priority, has added its own section. */
    private static final int LAST = 10_000;

    private final CacheManager caches;
    private final boolean supported;

    CachedSections(CacheManager caches, Instance<CacheConfigurator> quarkus) {
        this.caches = caches;
        this.supported = quarkus.isResolvable();
    }

    void customize(@Observes @Priority(LAST) EngineBuilder engine) {
        if (supported) {
            engine.addSectionHelper(new CacheSectionHelper.Factory(this::cached));
        }
    }

    private CompletionStage<ResultNode> cached(String key, Function<String, CompletionStage<ResultNode>> loader) {
        Cache cache = caches.getCache(QuteCache.NAME).orElseThrow();
        return cache.<String, ResultNode> getAsync(key, missing -> Uni.createFrom().completionStage(loader.apply(missing))
                .invoke(rendered -> rendered.process(text -> refuse(text, place(missing)))))
                .subscribeAsCompletionStage();
    }

    /**
     * @param key the cache key, which begins with the template's ID, the line, and the column
     */
    private static String place(String key) {
        String[] parts = key.split(":", 3);
        return parts.length < 3 ? "A template" : "The template " + parts[0] + ", line " + parts[1];
    }

    /**
     * Refuses to cache rendered text that contains a signed URL.
     *
     * @param place the place where the text was rendered, as the beginning of a message
     */
    static void refuse(String text, String place) {
        if (text.contains(KEY_PAIR_ID) && text.contains(SIGNATURE)) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, place + " " + MISTAKE);
        }
    }
}
