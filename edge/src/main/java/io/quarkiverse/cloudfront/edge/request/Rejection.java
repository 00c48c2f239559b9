package io.quarkiverse.cloudfront.edge.request;

/**
 * The response to a malformed request, which is sent before the signature is verified.
 *
 * @param status the HTTP status
 * @param sentence what is wrong, for the viewer and the log
 */
public record Rejection(int status, String sentence) {
}
