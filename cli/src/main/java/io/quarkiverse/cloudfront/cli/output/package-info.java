/**
 * The way in which commands answer: as text or JSON, with exit codes, and without signatures.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.output;

import org.jspecify.annotations.NullMarked;
