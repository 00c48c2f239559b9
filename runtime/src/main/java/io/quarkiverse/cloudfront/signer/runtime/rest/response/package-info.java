/**
 * Requests and responses of Quarkus REST.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import org.jspecify.annotations.NullMarked;
