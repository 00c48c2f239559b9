package io.quarkiverse.cloudfront.edge.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * A request to explain, and its circumstances.
 *
 * @param url a signed URL, or the URL that is requested with the cookies
 * @param cookies the value of a {@code Cookie} header, or {@code Set-Cookie} headers, one per line; empty if there are none
 * @param otherUrl another URL that is requested with the signature of {@code url}; its own signature is ignored
 * @param at the time of the request
 * @param viewerAddress the viewer's IP address; empty if it is not known
 */
public record ExplainedRequest(String url, String cookies, Optional<String> otherUrl, Instant at, String viewerAddress) {
}
