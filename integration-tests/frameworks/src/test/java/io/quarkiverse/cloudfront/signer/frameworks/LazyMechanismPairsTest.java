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
 * Users are authenticated when an endpoint requires it, so annotations can choose the mechanism.
 */
@Tag("nightly")
class LazyMechanismPairsTest extends MechanismPairsContract {

    private static final List<MechanismChoice> CHOICES = List.of(MechanismChoice.values());
    private static final List<Shape> SHAPES = List.of(Shape.values());

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
