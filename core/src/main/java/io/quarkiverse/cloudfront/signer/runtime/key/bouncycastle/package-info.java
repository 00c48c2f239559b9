/**
 * Everything that needs BouncyCastle, which applications can leave out: other forms of keys, and deterministic P-256
 * signatures.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import org.jspecify.annotations.NullMarked;
