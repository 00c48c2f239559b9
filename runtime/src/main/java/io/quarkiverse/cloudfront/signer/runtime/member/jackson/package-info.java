/**
 * Signs fields in JSON that Jackson writes, and ensures that no other serializer writes them unsigned.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import org.jspecify.annotations.NullMarked;
