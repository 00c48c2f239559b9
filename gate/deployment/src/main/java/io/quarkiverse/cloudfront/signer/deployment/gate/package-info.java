/**
 * The gate in front of a private site. The build checks its configuration and adds its routes.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.gate;

import org.jspecify.annotations.NullMarked;
