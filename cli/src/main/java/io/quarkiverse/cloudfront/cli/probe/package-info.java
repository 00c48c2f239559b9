/** Asks a distribution, or the local edge, how it treats signed requests. Knows nothing of the code that verifies. */
@NullMarked
package io.quarkiverse.cloudfront.cli.probe;

import org.jspecify.annotations.NullMarked;
