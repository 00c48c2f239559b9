package io.quarkiverse.cloudfront.signer.runtime.gate.config;

/**
 * How the paths of a site lead to its files.
 */
public enum SitePages {

    /** Each path is a file. */
    FILES,
    /** A path that ends with a slash is the {@code index.html} of a directory. */
    DIRECTORIES,
    /** A single-page application: a path without a dot in its last segment is its {@code index.html}. */
    SPA
}
