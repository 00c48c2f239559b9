/**
 * Keys that sign, in this process or elsewhere.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.key;

import org.jspecify.annotations.NullMarked;
