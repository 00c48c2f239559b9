package io.quarkiverse.cloudfront.edge;

/**
 * An answer that turns a request down for its form, before anyone looks at its signature.
 *
 * @param status the HTTP status
 * @param sentence what is wrong, for the viewer and for the log
 */
record Rejection(int status, String sentence) {
}
