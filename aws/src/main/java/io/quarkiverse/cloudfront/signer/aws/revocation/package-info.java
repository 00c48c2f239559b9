/**
 * Revocations in a key value store of CloudFront. The AWS SDK's own client cannot sign requests for that service without native
 * code, so this package has a small one.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.aws.revocation;

import org.jspecify.annotations.NullMarked;
