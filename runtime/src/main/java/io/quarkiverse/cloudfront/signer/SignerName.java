package io.quarkiverse.cloudfront.signer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;

/**
 * Selects a named signer, the one that {@code quarkus.cloudfront-signer."name".*} configures.
 *
 * <pre>
 * &#64;Inject
 * &#64;SignerName("media")
 * CloudFrontSigner signer;
 * </pre>
 *
 * The default signer needs no qualifier.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE })
public @interface SignerName {

    /**
     * The name of the default signer.
     */
    String DEFAULT = "<default>";

    /**
     * The signer's name in the configuration.
     */
    String value();

    /**
     * For programmatic look-ups: {@code CDI.current().select(CloudFrontSigner.class, SignerName.Literal.of("media"))}. There is
     * a bean for each name that stands in a {@link SignerName @SignerName} or {@link SignedResource @SignedResource}
     * somewhere in
     * the application; names that the configuration alone has are not known when it is built.
     */
    final class Literal extends AnnotationLiteral<SignerName> implements SignerName {

        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        public static Literal of(String value) {
            return new Literal(value);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
