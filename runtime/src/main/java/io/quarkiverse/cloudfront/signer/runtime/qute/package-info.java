/**
 * Signs in Qute templates.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.qute;

import org.jspecify.annotations.NullMarked;
