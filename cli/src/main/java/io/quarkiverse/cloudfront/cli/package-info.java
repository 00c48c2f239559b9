/**
 * The program {@code cloudfront-signer}: explains, verifies, and makes signed URLs on the command line. Signing commands use
 * the signer, and verifying ones the local edge, as everywhere in this project.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli;

import org.jspecify.annotations.NullMarked;
