/**
 * Finds and checks signed fields, and gives them serializers.
 */
package io.quarkiverse.cloudfront.signer.deployment.member;
