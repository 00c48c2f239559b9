/**
 * Finds the endpoints whose responses hold objects with signed fields.
 */
package io.quarkiverse.cloudfront.signer.deployment.member.endpoint;
