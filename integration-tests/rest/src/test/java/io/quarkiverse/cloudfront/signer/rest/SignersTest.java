package io.quarkiverse.cloudfront.signer.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Named signers next to the default signer, and all ways to inject them.
 */
@QuarkusTest
class SignersTest {

    @Inject
    Service service;

    @Test
    void injectionPoint_getsItsSigner() {
        assertThat(service.defaultSigner.name()).isEqualTo(SignerName.DEFAULT);
        assertThat(service.media.name()).isEqualTo("media");
        assertThat(service.fromConstructor.name()).isEqualTo("archive");
        assertThat(service.instance.get().name()).isEqualTo("media");
        assertThat(CDI.current().select(CloudFrontSigner.class, SignerName.Literal.of("media")).get().name())
                .isEqualTo("media");
        assertThat(CDI.current().select(CloudFrontSigner.class).get().name()).isEqualTo(SignerName.DEFAULT);
        assertThat(CDI.current().select(CloudFrontSigner.class, SignerName.Literal.of("other")).isUnsatisfied()).isTrue();
    }

    @Test
    void urlsOfEachSigner_areAcceptedByTheEdge() {
        List<String> urls = List.of(service.defaultSigner.sign("/a.txt").toString(), service.media.sign("/a.txt").toString(),
                service.fromConstructor.sign("/a.txt").toString(), service.byAnnotation(), service.byUnusedName());
        assertThat(urls).allSatisfy(url -> assertThat(SignedUrls.status(url)).isEqualTo(200));
        assertThat(urls.stream().map(url -> url.replaceAll(".*Key-Pair-Id=KDEV\\d+(\\w+).*", "$1"))).containsExactly("DEFAULT",
                "MEDIA", "ARCHIVE", "MEDIA", "ONLYANNOTATED");
    }

    @Singleton
    @PermitAll
    public static class Service {

        @Inject
        CloudFrontSigner defaultSigner;

        @SignerName("media")
        CloudFrontSigner media;

        @SignerName("media")
        Instance<CloudFrontSigner> instance;

        final CloudFrontSigner fromConstructor;

        Service(@SignerName("archive") CloudFrontSigner fromConstructor) {
            this.fromConstructor = fromConstructor;
        }

        @SignedResource(signer = "media")
        String byAnnotation() {
            return "/a.txt";
        }

        @SignedResource(signer = "only annotated", resource = "/*")
        String byUnusedName() {
            return "/a.txt";
        }
    }
}
