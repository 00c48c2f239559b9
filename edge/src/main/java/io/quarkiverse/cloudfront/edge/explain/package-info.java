/**
 * Explains to people why CloudFront accepts or refuses a signed URL or signed cookies, and what to do. It verifies through
 * {@code edge.verify}; it knows no server.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.explain;

import org.jspecify.annotations.NullMarked;
