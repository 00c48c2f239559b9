/**
 * Where configuration comes from besides properties: the local edge, Kubernetes service bindings, and the names of signers.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.config.source;

import org.jspecify.annotations.NullMarked;
