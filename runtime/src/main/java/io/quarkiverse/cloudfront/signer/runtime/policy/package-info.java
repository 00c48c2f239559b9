/**
 * Policies: templates of resources, expiry, and the bytes that a signed policy becomes in URLs and cookies.
 */
package io.quarkiverse.cloudfront.signer.runtime.policy;
