package io.quarkiverse.cloudfront.signer.runtime.config.source;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/**
 * Makes the quoted and the unquoted form of a name equivalent, across all config sources. Without this interceptor, a mapping
 * reads only the values of one form.
 */
final class SignerNamesInterceptor implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!name.startsWith(SignerProperties.PREFIX)) {
            return context.proceed(name);
        }
        ConfigValue value = null;
        for (String form : PropertyForms.of(name).all()) {
            value = prefer(value, context.proceed(form));
        }
        return value;
    }

    private static @Nullable ConfigValue prefer(@Nullable ConfigValue one, @Nullable ConfigValue other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int order = ConfigValue.CONFIG_SOURCE_COMPARATOR.compare(one, other);
        if (order == 0 && (one.getProfile() == null) != (other.getProfile() == null)) {
            return one.getProfile() == null ? other : one;
        }
        if (order == 0 && one.getRawValue() != null && !one.getRawValue().equals(other.getRawValue())) {
            throw new ConfigurationException(one.getName() + " and " + other.getName() + " are the same property, and "
                    + one.getConfigSourceName() + " sets them to different values. Remove one of them.");
        }
        return order >= 0 ? one : other;
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Iterator<String> names = context.iterateNames();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return names.hasNext();
            }

            @Override
            public String next() {
                String name = names.next();
                return name.startsWith(SignerProperties.PREFIX) ? PropertyForms.of(name).quoted() : name;
            }
        };
    }
}
