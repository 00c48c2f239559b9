/**
 * Finds and checks signed fields, and gives them serializers.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.field;

import org.jspecify.annotations.NullMarked;
