/**
 * What the running application does for Dev UI. In production it is not on the class path.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.devui;

import org.jspecify.annotations.NullMarked;
