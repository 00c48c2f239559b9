/**
 * Decides, as CloudFront does, whether a viewer gets the requested object, and explains why not. Plain Java, without an HTTP
 * server or Vert.x.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.verify;

import org.jspecify.annotations.NullMarked;
