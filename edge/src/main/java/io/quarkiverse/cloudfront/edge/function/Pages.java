package io.quarkiverse.cloudfront.edge.function;

/**
 * How the paths of a site lead to its files. A path whose extension contains a letter, such as {@code /app.js}, leads to the
 * file with that name. The version in {@code /v1.2} is not such an extension.
 */
public enum Pages {

    /** Each path is the path of a file. */
    FILES,
    /**
     * A path that ends with a slash leads to the {@code index.html} file in that directory. Any other path is redirected to the
     * path with a slash. This is the default of most site generators, such as MkDocs and Hugo.
     */
    DIRECTORIES,
    /**
     * A path leads to the file with that name and the {@code .html} extension, or {@code index.html} if it ends with a slash.
     * This is the default of Next.js and SvelteKit.
     */
    HTML,
    /** Every path leads to the {@code index.html} file of the part, a single-page application whose script shows the page. */
    SPA
}
