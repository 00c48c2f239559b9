/**
 * Reads private keys from files, directories, properties, and credentials providers.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.key.source;

import org.jspecify.annotations.NullMarked;
