/**
 * Shared code of the serializers of both JSON libraries.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.member.json;

import org.jspecify.annotations.NullMarked;
