package io.quarkiverse.cloudfront.edge;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** Where a distribution fetches what it serves. */
public sealed interface Origin {

    /**
     * A directory, served as an S3 bucket serves its objects: no index pages, no listings, and an S3-like error for what is not
     * there. It need not exist yet. Hidden files, and what a symbolic link leads out to, are not served.
     */
    static Origin directory(Path root) {
        return new Directory(root);
    }

    /**
     * An HTTP server.
     *
     * @param url scheme and host, with port and path prefix (CloudFront's <i>origin path</i>) if need be
     * @throws IllegalArgumentException if the URL is no {@code http} or {@code https} URL, or has user info, query or fragment
     */
    static Origin http(URI url) {
        return new Http(url);
    }

    /** A directory; see {@link Origin#directory}. */
    record Directory(Path root) implements Origin {

        public Directory {
            root = root.toAbsolutePath().normalize();
        }
    }

    /** An HTTP server; see {@link Origin#http}. */
    record Http(URI url) implements Origin {

        public Http {
            Objects.requireNonNull(url, "url");
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null) {
                throw new IllegalArgumentException("An origin is an http or https URL with a host");
            }
            if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException("An origin's URL has no user info, query or fragment");
            }
        }
    }
}
