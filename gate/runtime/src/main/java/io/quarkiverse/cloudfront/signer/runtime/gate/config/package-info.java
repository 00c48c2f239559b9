/**
 * The properties of gates.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.gate.config;

import org.jspecify.annotations.NullMarked;
