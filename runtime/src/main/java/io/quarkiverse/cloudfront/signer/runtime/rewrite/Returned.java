package io.quarkiverse.cloudfront.signer.runtime.rewrite;

/**
 * What becomes of the value that a signed method returns.
 */
interface Returned {

    Object deliver(Object result);
}
