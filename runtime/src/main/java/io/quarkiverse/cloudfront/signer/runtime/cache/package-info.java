/**
 * Keeps signed URLs out of the caches of {@code @CacheResult}.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.cache;

import org.jspecify.annotations.NullMarked;
