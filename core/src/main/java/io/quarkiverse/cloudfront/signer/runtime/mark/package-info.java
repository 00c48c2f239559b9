/**
 * Marks, which show for whom a URL or a set of cookies was signed, and when that user logged in.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.mark;

import org.jspecify.annotations.NullMarked;
