/**
 * The {@code cloudfront-signer} program, which explains, verifies, and creates signed URLs on the command line. As everywhere
 * in this project, signing commands use the signer, and verifying commands use the local edge.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli;

import org.jspecify.annotations.NullMarked;
