/**
 * Signs fields in JSON that JSON-B writes, and ensures that no other serializer writes them unsigned.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.member.jsonb;

import org.jspecify.annotations.NullMarked;
