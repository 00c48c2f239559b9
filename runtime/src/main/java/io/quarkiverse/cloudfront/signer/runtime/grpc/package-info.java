/**
 * Maps failures to the statuses of gRPC.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.grpc;

import org.jspecify.annotations.NullMarked;
