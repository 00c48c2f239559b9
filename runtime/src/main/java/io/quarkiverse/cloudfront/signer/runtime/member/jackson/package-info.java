/**
 * Signs fields in what Jackson writes, and makes sure that no other serializer writes them unsigned.
 */
package io.quarkiverse.cloudfront.signer.runtime.member.jackson;
