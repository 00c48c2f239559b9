/**
 * Other forms of keys, and deterministic P-256 signatures. Only this package needs BouncyCastle, which applications can leave
 * out.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import org.jspecify.annotations.NullMarked;
