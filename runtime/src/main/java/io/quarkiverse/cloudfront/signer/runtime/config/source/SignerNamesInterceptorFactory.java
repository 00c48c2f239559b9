package io.quarkiverse.cloudfront.signer.runtime.config.source;

import java.util.OptionalInt;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.Priorities;

/**
 * Sets the priority of the interceptor without an annotation, because the classes of an annotation would be loaded when the
 * application starts.
 */
public final class SignerNamesInterceptorFactory implements ConfigSourceInterceptorFactory {

    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
        return new SignerNamesInterceptor();
    }

    /**
     * Surrounds the interceptor for profiles, whose priority is {@code LIBRARY + 200}, so that names arrive without a profile.
     */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(Priorities.LIBRARY + 210);
    }
}
