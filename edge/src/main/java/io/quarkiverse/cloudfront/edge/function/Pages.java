package io.quarkiverse.cloudfront.edge.function;

/**
 * How the paths of a site lead to its files. A path whose ending has a letter, such as {@code /app.js}, is the file of that
 * name. The version in {@code /v1.2} is not such an ending.
 */
public enum Pages {

    /** Each path is a file. */
    FILES,
    /**
     * A path that ends with a slash is the file {@code index.html} of that directory. Any other path leads there with a
     * redirect. This is the default of most generators of sites, such as MkDocs and Hugo.
     */
    DIRECTORIES,
    /**
     * A path is the file of that name with the ending {@code .html}, or {@code index.html} if it ends with a slash. This is the
     * default of Next.js and SvelteKit.
     */
    HTML,
    /** A path is the file {@code index.html} of the whole part, whose script then shows the page: a single-page application. */
    SPA
}
