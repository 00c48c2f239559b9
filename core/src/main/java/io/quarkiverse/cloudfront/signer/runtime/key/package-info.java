/**
 * Signing keys, which are either in this process or remote.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.key;

import org.jspecify.annotations.NullMarked;
