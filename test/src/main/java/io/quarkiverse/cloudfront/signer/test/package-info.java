/**
 * Support for tests of applications that sign for CloudFront. Signed URLs and cookies are verified as CloudFront verifies them,
 * without any code of the signer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.test;

import org.jspecify.annotations.NullMarked;
