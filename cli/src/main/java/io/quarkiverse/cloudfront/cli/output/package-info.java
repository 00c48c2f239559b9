/**
 * How commands answer: text or JSON, exit codes, and no signature.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.output;

import org.jspecify.annotations.NullMarked;
