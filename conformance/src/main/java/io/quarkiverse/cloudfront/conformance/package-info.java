/** Asks a distribution, or the local edge, how it treats signed requests. This package does not use the verifier's code. */
@NullMarked
package io.quarkiverse.cloudfront.conformance;

import org.jspecify.annotations.NullMarked;
