/**
 * One processor for each optional extension that the application may have, and one for native executables.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.integration;

import org.jspecify.annotations.NullMarked;
