package io.quarkiverse.cloudfront.signer.runtime.grant;

import java.util.function.UnaryOperator;

/**
 * Signs the values of one grant. As a function, it signs URLs.
 */
@FunctionalInterface
public interface ValueSigner extends UnaryOperator<String> {

    /**
     * Signs a string, which can also be text that contains URLs.
     */
    default String string(String value) {
        return apply(value);
    }

    /**
     * Signs strings as texts. All other types of values are URLs.
     */
    record OfTexts(UnaryOperator<String> urls, UnaryOperator<String> texts) implements ValueSigner {

        @Override
        public String apply(String url) {
            return urls.apply(url);
        }

        @Override
        public String string(String text) {
            return texts.apply(text);
        }
    }
}
