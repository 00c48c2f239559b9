/**
 * Keys in AWS KMS. The AWS SDK is used in this package only.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.aws;

import org.jspecify.annotations.NullMarked;
