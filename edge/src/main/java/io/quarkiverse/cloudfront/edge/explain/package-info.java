/**
 * Explains why CloudFront accepts or refuses a signed URL or signed cookies, and how to fix it. Verifies with
 * {@code edge.verify}, without a server.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.explain;

import org.jspecify.annotations.NullMarked;
