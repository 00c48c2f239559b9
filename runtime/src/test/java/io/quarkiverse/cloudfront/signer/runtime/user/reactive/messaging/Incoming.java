package io.quarkiverse.cloudfront.signer.runtime.user.reactive.messaging;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * The annotation of a messaging library, which this module does not depend on.
 */
@Retention(RetentionPolicy.RUNTIME)
public @interface Incoming {
}
