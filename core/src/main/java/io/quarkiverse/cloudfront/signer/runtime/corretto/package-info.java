/**
 * Signs with the Amazon Corretto Crypto Provider if the application has it. This package depends on a library that most
 * applications do not have.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.corretto;

import org.jspecify.annotations.NullMarked;
