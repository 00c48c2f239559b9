/**
 * Signs the fields of objects while they are written as JSON.
 */
package io.quarkiverse.cloudfront.signer.runtime.member;
