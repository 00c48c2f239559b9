/**
 * The pages of Dev UI.
 */
package io.quarkiverse.cloudfront.signer.deployment.devui;
