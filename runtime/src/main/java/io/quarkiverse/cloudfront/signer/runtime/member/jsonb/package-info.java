/**
 * Signs fields in what JSON-B writes, and makes sure that no other serializer writes them unsigned.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.member.jsonb;

import org.jspecify.annotations.NullMarked;
