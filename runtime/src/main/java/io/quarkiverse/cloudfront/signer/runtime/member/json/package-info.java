/**
 * What the serializers of both JSON libraries share.
 */
package io.quarkiverse.cloudfront.signer.runtime.member.json;
