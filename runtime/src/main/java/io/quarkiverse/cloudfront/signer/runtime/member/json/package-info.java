/**
 * What the serializers of both JSON libraries share.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.member.json;

import org.jspecify.annotations.NullMarked;
