/**
 * Signs fields in what Jackson writes, and makes sure that no other serializer writes them unsigned.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import org.jspecify.annotations.NullMarked;
