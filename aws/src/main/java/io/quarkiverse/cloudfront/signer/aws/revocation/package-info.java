/**
 * Revocations in a key value store of CloudFront. The AWS SDK's own client needs native code to sign requests to this service,
 * so this package has its own small client.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.aws.revocation;

import org.jspecify.annotations.NullMarked;
