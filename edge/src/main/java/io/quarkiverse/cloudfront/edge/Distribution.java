package io.quarkiverse.cloudfront.edge;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.request.MatchedPath;

/**
 * The configuration of an {@link Edge}: its origin, its cache behaviors, and its policies.
 *
 * @param origin the source of the files
 * @param behaviors the cache behaviors in order. The first one whose path pattern matches applies
 * @param defaultBehavior the behavior for every other path; its pattern is ignored
 * @param cors the CORS headers that are added to all responses, including refusals
 * @param application returns the scheme, host, and port at which the application currently listens; empty while it is not
 *        running. Called for every request
 * @param forbiddenPage the path of the application's page that replaces every 403 (Forbidden) response, as a custom error
 *        response does. The status does not change
 * @param defaultRootObject the file that is served if a viewer requests the path {@code /}, without a leading slash
 * @param site the parts of the site and its page for status 404. The function of the site runs for each request that does not
 *        go to the application
 * @param marks checks the marks of requests for restricted paths, in the same function; empty if marks are not checked
 * @param directories whether the same function answers links that open a directory
 * @param tenants whether a request for the domain {@code acme.localhost} gets the files below {@code /acme} of the origin
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-overview.html">Configure
 *      distributions</a>
 */
public record Distribution(Origin origin, List<CacheBehavior> behaviors, CacheBehavior defaultBehavior, CorsPolicy cors,
        Supplier<Optional<URI>> application, Optional<String> forbiddenPage,
        Optional<String> defaultRootObject, Site site, Optional<MarkCheck> marks, boolean directories,
        boolean tenants) {

    /** The domain of a tenant, which browsers resolve to the loopback address. */
    private static final Pattern TENANT_HOST = Pattern.compile("([a-z0-9-]{1,63})\\.localhost(?::[0-9]+)?");

    /** Returns a builder for a distribution that serves everything to everyone by default. */
    public static Builder builder(Origin origin) {
        return new Builder(origin);
    }

    CacheBehavior behaviorFor(String path) {
        return behaviors.stream().filter(behavior -> behavior.matches(path)).findFirst().orElse(defaultBehavior);
    }

    /**
     * The path and query for the origin. The default object applies only to the root itself, not to directories below it.
     *
     * @param host the viewer's {@code Host} header
     * @param target the path and query of the viewer
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html">Specify a
     *      default root object</a>
     */
    String objectFor(String host, String target) {
        boolean root = target.equals("/") || target.startsWith("/?");
        Matcher tenant = TENANT_HOST.matcher(host.toLowerCase(Locale.ROOT));
        return (tenants && tenant.matches() ? "/" + tenant.group(1) : "")
                + (root ? "/" + defaultRootObject.orElse("") + target.substring(1) : target);
    }

    /** Builds a {@link Distribution}. */
    public static final class Builder {

        private final Origin origin;
        private final List<CacheBehavior> behaviors = new ArrayList<>();
        private CacheBehavior defaultBehavior = CacheBehavior.open("*");
        private CorsPolicy cors = CorsPolicy.NONE;
        private Supplier<Optional<URI>> application = Optional::empty;
        private Optional<String> forbiddenPage = Optional.empty();
        private Optional<String> defaultRootObject = Optional.empty();
        private Site site = Site.OF_FILES;
        private Optional<MarkCheck> marks = Optional.empty();
        private boolean directories;
        private boolean tenants;

        private Builder(Origin origin) {
            this.origin = origin;
        }

        /** Appends a behavior. */
        public Builder behavior(CacheBehavior behavior) {
            behaviors.add(behavior);
            return this;
        }

        /** Sets the behavior for paths that do not match any other behavior. */
        public Builder defaultBehavior(CacheBehavior behavior) {
            defaultBehavior = behavior;
            return this;
        }

        /** Sets the CORS headers. */
        public Builder cors(CorsPolicy policy) {
            cors = policy;
            return this;
        }

        /** Sets the address at which the {@linkplain CacheBehavior#application application} listens. */
        public Builder application(Supplier<Optional<URI>> address) {
            application = address;
            return this;
        }

        /** Sets the path of the application's page that replaces every 403 (Forbidden) response. */
        public Builder forbiddenPage(String path) {
            forbiddenPage = Optional.of(path);
            return this;
        }

        /** Sets the file for the path {@code /}, such as {@code index.html}. */
        public Builder defaultRootObject(String object) {
            defaultRootObject = Optional.of(object);
            return this;
        }

        /** Sets how the paths of the site lead to its files. */
        public Builder site(Site site) {
            this.site = site;
            return this;
        }

        /** Sets how the marks of requests for restricted paths are checked. */
        public Builder marks(MarkCheck marks) {
            this.marks = Optional.of(marks);
            return this;
        }

        /** Sets whether links that open a directory are answered, for restricted paths. */
        public Builder directories(boolean directories) {
            this.directories = directories;
            return this;
        }

        /**
         * Sets whether each tenant, such as {@code acme}, gets the domain {@code acme.localhost} and the directory
         * {@code /acme}.
         */
        public Builder tenants(boolean tenants) {
            this.tenants = tenants;
            return this;
        }

        public Distribution build() {
            Distribution distribution = new Distribution(origin, List.copyOf(behaviors), defaultBehavior, cors, application,
                    forbiddenPage, defaultRootObject, site, marks, directories, tenants);
            if (forbiddenPage.filter(page -> !distribution.behaviorFor(MatchedPath.of(page)).application()).isPresent()) {
                throw new IllegalArgumentException("The page for status 403, " + forbiddenPage.get()
                        + ", must match the path pattern of a behavior that leads to the application");
            }
            if (defaultRootObject.filter(object -> object.isEmpty() || object.startsWith("/")).isPresent()) {
                throw new IllegalArgumentException("The default root object must be the name of a file, without a leading "
                        + "slash");
            }
            return distribution;
        }
    }
}
