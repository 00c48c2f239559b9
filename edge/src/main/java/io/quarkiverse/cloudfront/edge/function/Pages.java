package io.quarkiverse.cloudfront.edge.function;

/**
 * How the paths of a site lead to its files. A path whose extension contains a letter, such as {@code /app.js}, is the file
 * with that name. The version in {@code /v1.2} is not such an extension.
 */
public enum Pages {

    /** Each path is a file. */
    FILES,
    /**
     * A path that ends with a slash is the {@code index.html} file in that directory. Any other path is redirected to the path
     * with a slash. This is the default of most site generators, such as MkDocs and Hugo.
     */
    DIRECTORIES,
    /**
     * A path is the file with that name and the {@code .html} extension, or {@code index.html} if it ends with a slash. This is
     * the default of Next.js and SvelteKit.
     */
    HTML,
    /** Every path is the {@code index.html} file of the part, whose script then shows the page: a single-page application. */
    SPA
}
