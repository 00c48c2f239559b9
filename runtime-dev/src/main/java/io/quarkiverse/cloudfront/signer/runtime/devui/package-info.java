/**
 * The operations of the running application for Dev UI. This package is not on the class path in production.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.devui;

import org.jspecify.annotations.NullMarked;
