/**
 * Decides, as CloudFront does, whether a viewer may have what it asks for, and says why not. Plain Java: no HTTP server, no
 * Vert.x.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.verify;

import org.jspecify.annotations.NullMarked;
