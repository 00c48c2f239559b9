/**
 * For tests of applications that sign for CloudFront. What is signed is verified as CloudFront verifies it, with no code of the
 * signer's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.test;

import org.jspecify.annotations.NullMarked;
