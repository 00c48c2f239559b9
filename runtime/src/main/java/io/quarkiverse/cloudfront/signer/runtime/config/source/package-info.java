/**
 * Config sources for the local edge and for Kubernetes service bindings, and an interceptor for the names of signers.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.config.source;

import org.jspecify.annotations.NullMarked;
