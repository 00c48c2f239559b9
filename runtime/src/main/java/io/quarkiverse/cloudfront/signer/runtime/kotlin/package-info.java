/**
 * Suspend functions and flows of Kotlin.
 */
package io.quarkiverse.cloudfront.signer.runtime.kotlin;
