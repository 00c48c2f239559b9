/**
 * Keeps requests that the user has not asked for from logging the user in or out.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.intent;

import org.jspecify.annotations.NullMarked;
