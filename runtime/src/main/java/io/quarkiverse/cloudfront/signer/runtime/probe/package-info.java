/**
 * The self-test of a signer: fetches a file with a URL that it has just signed.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.probe;

import org.jspecify.annotations.NullMarked;
