/**
 * Connects the build with the running application. Each subpackage has one concern.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime;

import org.jspecify.annotations.NullMarked;
