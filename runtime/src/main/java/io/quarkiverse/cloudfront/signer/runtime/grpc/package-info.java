/**
 * Maps failures to the statuses of gRPC.
 */
package io.quarkiverse.cloudfront.signer.runtime.grpc;
