package io.quarkiverse.cloudfront.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;

/**
 * What an {@link Edge} serves, and to whom.
 *
 * @param origin where it fetches what it serves
 * @param behaviors the cache behaviors in order; the first whose path pattern matches is taken
 * @param defaultBehavior the behavior for every other path; its pattern is not looked at
 * @param cors the CORS headers it adds to answers, refusals among them
 * @param defaultTtl how long it caches what the origin sends without {@code Cache-Control} or {@code Expires}
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-overview.html">Configure
 *      distributions</a>
 */
public record Distribution(Origin origin, List<CacheBehavior> behaviors, CacheBehavior defaultBehavior, CorsPolicy cors,
        Duration defaultTtl) {

    /** CloudFront's default TTL. */
    private static final Duration ONE_DAY = Duration.ofHours(24);

    public Distribution {
        Objects.requireNonNull(origin, "origin");
        behaviors = List.copyOf(behaviors);
        Objects.requireNonNull(defaultBehavior, "defaultBehavior");
        Objects.requireNonNull(cors, "cors");
        Objects.requireNonNull(defaultTtl, "defaultTtl");
    }

    /** Starts the description of a distribution that, unless told otherwise, serves everything to everyone. */
    public static Builder builder(Origin origin) {
        return new Builder(origin);
    }

    CacheBehavior behaviorFor(String path) {
        for (CacheBehavior behavior : behaviors) {
            if (behavior.matches(path)) {
                return behavior;
            }
        }
        return defaultBehavior;
    }

    /** Collects what makes up a {@link Distribution}. */
    public static final class Builder {

        private final Origin origin;
        private final List<CacheBehavior> behaviors = new ArrayList<>();
        private CacheBehavior defaultBehavior = CacheBehavior.open("*");
        private CorsPolicy cors = CorsPolicy.none();
        private Duration defaultTtl = ONE_DAY;

        private Builder(Origin origin) {
            this.origin = origin;
        }

        /** Adds a behavior after those added before. */
        public Builder behavior(CacheBehavior behavior) {
            behaviors.add(behavior);
            return this;
        }

        /** Sets the behavior for paths that match no other. */
        public Builder defaultBehavior(CacheBehavior behavior) {
            defaultBehavior = behavior;
            return this;
        }

        /** Sets the CORS headers. */
        public Builder cors(CorsPolicy policy) {
            cors = policy;
            return this;
        }

        /** Sets how long to cache what the origin says nothing about. */
        public Builder defaultTtl(Duration ttl) {
            defaultTtl = ttl;
            return this;
        }

        public Distribution build() {
            return new Distribution(origin, behaviors, defaultBehavior, cors, defaultTtl);
        }
    }
}
