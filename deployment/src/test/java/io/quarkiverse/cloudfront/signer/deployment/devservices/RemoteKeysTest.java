package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;

import org.jboss.jandex.Index;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;

/** The local edge generates a key for each signer, except for those whose key is a bean. */
class RemoteKeysTest {

    static Stream<Arguments> beans() {
        return Stream.of(arguments(Unscoped.class, Set.of()), arguments(Unqualified.class, Set.of(SignerName.DEFAULT)),
                arguments(Named.class, Set.of("media")), arguments(Qualified.class, Set.of()),
                arguments(UnqualifiedProducer.class, Set.of(SignerName.DEFAULT)),
                arguments(NamedProducers.class, Set.of("film", "media")), arguments(QualifiedProducer.class, Set.of()),
                arguments(OtherProducer.class, Set.of()), arguments(Injected.class, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("beans")
    void keyBean_belongsToItsSignerOnly(Class<?> bean, Set<String> signers) throws IOException {
        assertThat(RemoteKeys.find(Index.of(SigningKey.class, Other.class, bean))).isEqualTo(signers);
    }

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Other {
    }

    private abstract static class Unscoped implements SigningKey {
    }

    @Singleton
    private abstract static class Unqualified implements SigningKey {
    }

    @Singleton
    @SignerName("media")
    private abstract static class Named implements SigningKey {
    }

    @Singleton
    @Other
    private abstract static class Qualified implements SigningKey {
    }

    private abstract static class UnqualifiedProducer {

        @Produces
        abstract SigningKey key();
    }

    private abstract static class NamedProducers {

        @Produces
        @SignerName("film")
        private SigningKey film;

        @Produces
        @SignerName("media")
        abstract SigningKey media();
    }

    private abstract static class QualifiedProducer {

        @Produces
        @Other
        abstract SigningKey key();
    }

    private abstract static class OtherProducer {

        @Produces
        abstract String text();
    }

    private abstract static class Injected {

        @SignerName("media")
        private CloudFrontSigner signer;
    }
}
