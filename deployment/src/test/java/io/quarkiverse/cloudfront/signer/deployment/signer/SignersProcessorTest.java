package io.quarkiverse.cloudfront.signer.deployment.signer;

import static io.quarkiverse.cloudfront.signer.SignerName.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;

import org.jboss.jandex.Index;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/**
 * The signers that the build finds, because it creates no others.
 */
class SignersProcessorTest {

    static class Field {

        CloudFrontSigner signer;
    }

    static class NamedField {

        @SignerName("media")
        CloudFrontSigner signer;
    }

    static class LazyField {

        Instance<CloudFrontSigner> signer;
    }

    static class InConstructor {

        InConstructor(String name, CloudFrontSigner signer) {
        }
    }

    static class NamedInConstructor {

        NamedInConstructor(@SignerName("media") CloudFrontSigner signer) {
        }
    }

    static class InMethod {

        String produce(CloudFrontSigner signer) {
            return "";
        }
    }

    static class LazyInMethod {

        void observe(String event, Instance<CloudFrontSigner> signer) {
        }
    }

    static class NamedAndDefaultInMethod {

        void observe(@SignerName("media") CloudFrontSigner media, CloudFrontSigner signer) {
        }
    }

    static class Unrelated {

        Instance<String> texts;

        void observe(String event) {
        }
    }

    static Stream<Arguments> classes() {
        return Stream.of(arguments(Field.class, Set.of(DEFAULT)), arguments(NamedField.class, Set.of("media")),
                arguments(LazyField.class, Set.of(DEFAULT)), arguments(InConstructor.class, Set.of(DEFAULT)),
                arguments(NamedInConstructor.class, Set.of("media")), arguments(InMethod.class, Set.of(DEFAULT)),
                arguments(LazyInMethod.class, Set.of(DEFAULT)),
                arguments(NamedAndDefaultInMethod.class, Set.of(DEFAULT, "media")), arguments(Unrelated.class, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void injectedSigner_isFound(Class<?> type, Set<String> names) throws IOException {
        Index index = Index.of(type);

        assertThat(new SignersProcessor().names(new CombinedIndexBuildItem(index, index), new SignedAnnotationsBuildItem(index),
                Optional.empty(), List.of()).names()).isEqualTo(names);
    }
}
