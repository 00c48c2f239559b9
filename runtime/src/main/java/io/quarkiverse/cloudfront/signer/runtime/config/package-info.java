/**
 * Turns configuration properties into checked settings, and reports all mistakes at once.
 */
package io.quarkiverse.cloudfront.signer.runtime.config;
