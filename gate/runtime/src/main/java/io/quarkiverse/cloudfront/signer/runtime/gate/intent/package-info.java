/**
 * Keeps browsers that only prepare a visit from logging their users in or out.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.gate.intent;

import org.jspecify.annotations.NullMarked;
