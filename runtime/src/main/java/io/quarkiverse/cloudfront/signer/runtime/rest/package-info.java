/**
 * The handlers that Quarkus REST calls, and what the other rooms ask it.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.rest;

import org.jspecify.annotations.NullMarked;
