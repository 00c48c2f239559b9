/**
 * Suspend functions and flows of Kotlin.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import org.jspecify.annotations.NullMarked;
