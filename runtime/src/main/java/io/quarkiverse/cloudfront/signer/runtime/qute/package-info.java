/**
 * Signs in Qute templates.
 */
package io.quarkiverse.cloudfront.signer.runtime.qute;
