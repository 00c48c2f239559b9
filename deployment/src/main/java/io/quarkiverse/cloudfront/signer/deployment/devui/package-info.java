/**
 * The pages of Dev UI.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.devui;

import org.jspecify.annotations.NullMarked;
