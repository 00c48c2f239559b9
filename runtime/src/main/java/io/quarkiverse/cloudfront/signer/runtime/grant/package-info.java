/**
 * The grant of one call: for whom, for which resource, until when.
 */
package io.quarkiverse.cloudfront.signer.runtime.grant;
