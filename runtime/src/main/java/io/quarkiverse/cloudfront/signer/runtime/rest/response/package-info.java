/**
 * Requests and responses of Quarkus REST.
 */
package io.quarkiverse.cloudfront.signer.runtime.rest.response;
