/**
 * Handlers for Quarkus REST, and access to its requests and responses for the other packages.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.rest;

import org.jspecify.annotations.NullMarked;
