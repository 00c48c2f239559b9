package io.quarkiverse.cloudfront.signer.frameworks;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.frameworks.MechanismEndpoints.Shape;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The choices that need the login to be checked after Quarkus's own handlers.
 */
@Tag("nightly")
class MechanismPairsTest extends MechanismPairsContract {

    private static final List<MechanismChoice> CHOICES = List.of(MechanismChoice.TENANT, MechanismChoice.BASIC,
            MechanismChoice.FORM, MechanismChoice.CODE_FLOW);
    private static final List<Shape> SHAPES = List.of(Shape.BLOCKING, Shape.UNI, Shape.CLASS);

    @RegisterExtension
    static final QuarkusUnitTest TEST = application(false, CHOICES, SHAPES);

    static Stream<String> pairs() {
        return pairs(CHOICES, SHAPES);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void methodThatSigns_answersAsTheOneThatDoesNot(String pair) {
        assertPair(pair);
    }
}
