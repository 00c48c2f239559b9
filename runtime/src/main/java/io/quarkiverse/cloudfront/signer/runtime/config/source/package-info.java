/**
 * Where configuration comes from besides properties: the local edge, Kubernetes service bindings, and the names of signers.
 */
package io.quarkiverse.cloudfront.signer.runtime.config.source;
