/**
 * All places where the application signs, as one list.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.catalog;

import org.jspecify.annotations.NullMarked;
