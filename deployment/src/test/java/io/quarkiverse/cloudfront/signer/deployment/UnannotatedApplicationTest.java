package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.runtime.devui.SignersJsonRpcService;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethods;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedResourceInterceptor;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that has the extension on its class path and no annotations: the overhead of its methods, and what the
 * extension adds to it.
 */
class UnannotatedApplicationTest extends ZeroCostContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ZeroCostContract.class, Unannotated.class));

    @Inject
    BeanManager beans;

    @Test
    void unannotatedApplication_hasNoInterceptorAndNoSigner() {
        assertThat(beans.getBeans(SignedMethods.class, Any.Literal.INSTANCE)).isEmpty();
        assertThat(beans.getBeans(SignedResourceInterceptor.class, Any.Literal.INSTANCE)).isEmpty();
        assertThat(beans.getBeans(CloudFrontSigner.class, Any.Literal.INSTANCE)).isEmpty();
    }

    /** The application has neither Micrometer nor OpenTelemetry. Without listeners, signatures do not read the clock. */
    @Test
    void applicationWithoutMonitoring_hasNoSignatureListener() {
        assertThat(beans.getBeans(SignatureListener.class, Any.Literal.INSTANCE)).isEmpty();
    }

    @Test
    void devUiService_existsInDevModeOnly() {
        assertThat(beans.getBeans(SignersJsonRpcService.class, Any.Literal.INSTANCE)).isEmpty();
    }

    @Test
    void unannotatedApplication_startsNoEdge() {
        assertThat(ConfigProvider.getConfig().getOptionalValue("quarkus.cloudfront-signer.url", String.class)).isEmpty();
    }
}
