/**
 * Called by the build when the application starts; each room below has one concern.
 */
package io.quarkiverse.cloudfront.signer.runtime;
