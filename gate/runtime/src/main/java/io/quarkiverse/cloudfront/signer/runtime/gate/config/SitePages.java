package io.quarkiverse.cloudfront.signer.runtime.gate.config;

/**
 * How the paths of a site lead to its files.
 */
public enum SitePages {

    /** Each path is the path of a file. */
    FILES,
    /** A path that ends with a slash maps to the {@code index.html} of a directory. */
    DIRECTORIES,
    /** A path without a file extension maps to the {@code .html} file. */
    HTML,
    /** A single-page application: a path without a file extension maps to its {@code index.html}. */
    SPA
}
