/**
 * What the running application does for Dev UI. In production nothing of it is a bean.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.devui;

import org.jspecify.annotations.NullMarked;
