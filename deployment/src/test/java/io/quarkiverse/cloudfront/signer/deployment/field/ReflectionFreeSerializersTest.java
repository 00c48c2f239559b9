package io.quarkiverse.cloudfront.signer.deployment.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;

/**
 * Some versions of Quarkus generate serializers by default. The bean that registers them is the only sign of it.
 */
class ReflectionFreeSerializersTest {

    private static final String REGISTER = "io.quarkus.resteasy.reactive.jackson.runtime.serialisers.GeneratedSerializersRegister";

    static class Poster {

        @SignedResource
        public String image;
    }

    static class Unsigned {

        public String image;
    }

    @Test
    void enabledSerializers_areSwitchedOffForSignedFields_andTheLogSaysSo() throws IOException {
        Build build = new Build(Poster.class, "org.acme.Films", REGISTER);

        assertThat(build.excluded).containsExactly(REGISTER);
        assertThat(build.log).containsExactly("INFO The reflection-free serializers of Quarkus REST are switched off in this "
                + "application, because they ignore @SignedResource on fields. Jackson writes all JSON with "
                + "reflection. To avoid this message, set "
                + "quarkus.rest.jackson.optimization.enable-reflection-free-serializers=false");
    }

    @Test
    void serializersThatAreOffOrSignNothing_areNotMentioned() throws IOException {
        for (Build build : List.of(new Build(Poster.class, "org.acme.Films"), new Build(Unsigned.class, REGISTER))) {
            assertThat(build.excluded).isEmpty();
            assertThat(build.log).isEmpty();
        }
    }

    private static final class Build {

        final List<String> excluded = new ArrayList<>();
        final List<String> log;

        Build(Class<?> data, String... beans) throws IOException {
            SignedFieldsBuildItem fields = new FieldFinder(Index.of(data), type -> false, resource -> List.of()).find(true);
            try (LogCapture captured = new LogCapture(FieldsProcessor.class)) {
                new FieldsProcessor().writeWithReflection(fields, List.of(AdditionalBeanBuildItem.unremovableOf(beans[0]),
                        new AdditionalBeanBuildItem(beans)), (ExcludedTypeBuildItem item) -> excluded.add(item.getMatch()));
                log = captured.take();
            }
        }
    }
}
