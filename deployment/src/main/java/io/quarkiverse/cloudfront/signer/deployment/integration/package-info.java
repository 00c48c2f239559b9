/**
 * What the extension adds to other extensions that the application may have.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.integration;

import org.jspecify.annotations.NullMarked;
