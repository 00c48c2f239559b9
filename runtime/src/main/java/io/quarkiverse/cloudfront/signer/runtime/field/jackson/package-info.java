/**
 * Signs fields in JSON that Jackson writes.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import org.jspecify.annotations.NullMarked;
