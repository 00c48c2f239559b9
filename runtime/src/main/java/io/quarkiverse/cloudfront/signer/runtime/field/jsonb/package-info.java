/**
 * Signs fields in JSON that JSON-B writes.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.field.jsonb;

import org.jspecify.annotations.NullMarked;
