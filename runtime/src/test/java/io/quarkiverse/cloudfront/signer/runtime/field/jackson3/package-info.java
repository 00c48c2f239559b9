/**
 * The room {@code field.jackson} for Jackson 3, which Quarkus 4 uses. It shows that only this room has to change, and is what
 * to
 * move to the main sources then. It lacks the entities of HAL, because quarkus-hal has to move first.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.field.jackson3;

import org.jspecify.annotations.NullMarked;
