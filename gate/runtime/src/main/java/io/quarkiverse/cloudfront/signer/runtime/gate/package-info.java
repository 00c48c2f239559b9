/**
 * The gate in front of a private site: leads viewers to the login and back, and sets, renews, and clears their signed cookies.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.gate;

import org.jspecify.annotations.NullMarked;
