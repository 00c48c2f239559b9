/**
 * Signs fields in the responses of Quarkus REST.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import org.jspecify.annotations.NullMarked;
