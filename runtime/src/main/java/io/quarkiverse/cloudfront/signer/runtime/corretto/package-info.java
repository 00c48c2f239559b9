/**
 * Signs with Amazon Corretto Crypto Provider where the application has it. Refers to a library that most applications do not
 * have.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.corretto;

import org.jspecify.annotations.NullMarked;
