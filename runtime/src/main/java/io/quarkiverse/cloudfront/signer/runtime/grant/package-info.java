/**
 * The grant of one call: for whom, for which resource, until when.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.grant;

import org.jspecify.annotations.NullMarked;
