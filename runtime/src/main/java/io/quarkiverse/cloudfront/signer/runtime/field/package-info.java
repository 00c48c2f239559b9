/**
 * Signs the fields of objects while they are written as JSON.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.field;

import org.jspecify.annotations.NullMarked;
