/**
 * Marks: for whom a URL or a set of cookies was signed, and since when that user has been logged in.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.mark;

import org.jspecify.annotations.NullMarked;
