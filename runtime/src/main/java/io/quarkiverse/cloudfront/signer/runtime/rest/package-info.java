/**
 * The handlers that Quarkus REST calls, and what the other rooms ask it.
 */
package io.quarkiverse.cloudfront.signer.runtime.rest;
