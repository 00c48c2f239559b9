/**
 * Keys in AWS KMS. Only this package and its subpackages use the AWS SDK.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.aws;

import org.jspecify.annotations.NullMarked;
