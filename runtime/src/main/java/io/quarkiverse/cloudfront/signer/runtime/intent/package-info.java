/**
 * Prevents requests that the user did not intend from logging the user in or out.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.intent;

import org.jspecify.annotations.NullMarked;
