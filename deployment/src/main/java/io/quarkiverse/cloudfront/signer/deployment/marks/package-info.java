/**
 * Prepares marks, if the application uses them.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.marks;

import org.jspecify.annotations.NullMarked;
