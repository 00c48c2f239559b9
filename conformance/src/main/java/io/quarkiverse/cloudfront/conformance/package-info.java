/** Asks a distribution, or the local edge, how it treats signed requests. Does not use the code that verifies. */
@NullMarked
package io.quarkiverse.cloudfront.conformance;

import org.jspecify.annotations.NullMarked;
