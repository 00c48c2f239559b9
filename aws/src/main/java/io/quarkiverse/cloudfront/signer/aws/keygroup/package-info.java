/**
 * Rotates the keys of CloudFront's key groups.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.aws.keygroup;

import org.jspecify.annotations.NullMarked;
