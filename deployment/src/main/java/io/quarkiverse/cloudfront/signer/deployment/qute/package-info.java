/**
 * Finds and checks signing in templates.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.qute;

import org.jspecify.annotations.NullMarked;
