package io.quarkiverse.cloudfront.signer.runtime.gate.config;

/**
 * How the paths of a site lead to its files.
 */
public enum SitePages {

    /** Each path is a file. */
    FILES,
    /** A path that ends with a slash is the {@code index.html} of a directory. */
    DIRECTORIES,
    /** A path without an ending is the file with the ending {@code .html}. */
    HTML,
    /** A single-page application: a path without an ending is its {@code index.html}. */
    SPA
}
