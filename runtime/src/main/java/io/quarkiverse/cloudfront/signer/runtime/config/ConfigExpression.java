package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.NoSuchElementException;

import org.eclipse.microprofile.config.Config;

import io.smallrye.common.expression.Expression;

/**
 * Expands <code>${config.expressions}</code> in an annotation's element.
 */
final class ConfigExpression {

    private ConfigExpression() {
    }

    /**
     * @throws NoSuchElementException if a property without a default is not set
     */
    static String expand(String text, Config config) {
        return Expression.compile(text, Expression.Flag.NO_TRIM).evaluate((context, target) -> {
            String value = config.getOptionalValue(context.getKey(), String.class).orElse(null);
            if (value != null) {
                target.append(value);
            } else if (context.hasDefault()) {
                context.expandDefault();
            } else {
                throw new NoSuchElementException("the property " + context.getKey() + " is not set");
            }
        });
    }
}
