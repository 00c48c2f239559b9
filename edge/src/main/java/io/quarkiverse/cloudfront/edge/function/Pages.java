package io.quarkiverse.cloudfront.edge.function;

/**
 * How the paths of a site lead to its files. A path with a dot in its last segment is the file of that name.
 */
public enum Pages {

    /** Each path is a file. */
    FILES,
    /**
     * A path that ends with a slash is the file {@code index.html} of that directory. Any other path leads there with a
     * redirect. This is the default of most generators of sites, such as MkDocs, Hugo, and Docusaurus.
     */
    DIRECTORIES,
    /** A path is the file {@code index.html} of the whole part, whose script then shows the page: a single-page application. */
    SPA
}
