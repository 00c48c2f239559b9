/**
 * Signs fields in the responses of Quarkus REST, and refuses writers that would not.
 */
package io.quarkiverse.cloudfront.signer.runtime.rest.member;
