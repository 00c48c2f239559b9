package io.quarkiverse.cloudfront.signer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;

/**
 * Qualifies the beans of a named signer, which you configure with {@code quarkus.cloudfront-signer."name".*}: the
 * {@link CloudFrontSigner} that you inject, and a {@link SigningKey} of your own.
 *
 * <pre>
 * &#64;Inject
 * &#64;SignerName("media")
 * CloudFrontSigner signer;
 * </pre>
 *
 * The default signer does not need a qualifier.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE })
public @interface SignerName {

    /**
     * The name of the default signer, as {@link CloudFrontSigner#name()} returns it. Do not use this name in the qualifier,
     * because the beans of the default signer do not have a qualifier.
     */
    String DEFAULT = "<default>";

    /**
     * The signer's name in the configuration.
     */
    String value();

    /**
     * An instance of the qualifier for programmatic lookup: {@code CDI.current().select(CloudFrontSigner.class,
     * SignerName.Literal.of("media"))}. There is a bean for each name that a {@link SignerName @SignerName} or
     * {@link SignedResource @SignedResource} in the application contains. Names that are only in the configuration do not get a
     * bean, because they are not known at build time.
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
