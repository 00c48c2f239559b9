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
 * Users are authenticated before an endpoint is known, so only the configuration of paths can choose the mechanism.
 */
@Tag("nightly")
class ProactiveMechanismPairsTest extends MechanismPairsContract {

    private static final List<MechanismChoice> CHOICES = Stream.of(MechanismChoice.values())
            .filter(choice -> choice.annotations().isEmpty()).toList();
    private static final List<Shape> SHAPES = List.of(Shape.values());

    @RegisterExtension
    static final QuarkusUnitTest TEST = application(true, CHOICES, SHAPES);

    static Stream<String> pairs() {
        return pairs(CHOICES, SHAPES);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void methodThatSigns_answersAsTheOneThatDoesNot(String pair) {
        assertPair(pair);
    }
}
