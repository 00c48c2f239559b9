/**
 * Signs fields in the responses of Quarkus REST, and refuses writers that would not sign them.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import org.jspecify.annotations.NullMarked;
