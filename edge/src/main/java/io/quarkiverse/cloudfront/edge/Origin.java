package io.quarkiverse.cloudfront.edge;

import java.net.URI;
import java.nio.file.Path;

/** The server or directory from which a distribution fetches files. */
public sealed interface Origin {

    /**
     * A directory, served as an S3 bucket serves its objects: without index pages and listings, and with an S3-like error for a
     * missing file. The directory need not exist yet. Hidden files, and symbolic links that lead out of the directory, are not
     * served.
     */
    static Origin directory(Path root) {
        return new Directory(root);
    }

    /**
     * An HTTP server.
     *
     * @param url the scheme and host, optionally with a port and a path prefix (CloudFront's <i>origin path</i>)
     * @throws IllegalArgumentException if the URL is not an {@code http} or {@code https} URL, or has user info, a query, or a
     *         fragment
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
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null) {
                throw new IllegalArgumentException("The URL of an origin must begin with http:// or https:// and a host");
            }
            if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException("The URL of an origin must not have user info, a query, or a fragment");
            }
        }
    }
}
