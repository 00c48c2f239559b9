package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * A property whose expression has no value counts as missing. The report says why, without the property's other text.
 */
class UnresolvedExpressionTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.enabled", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.press.url", "https://${PRESS_HOST:press}.${PRESS_DOMAIN}")
            .overrideConfigKey("quarkus.cloudfront-signer.press.key-pair-id", "${PRESS_KEY:K1}")
            .overrideConfigKey("quarkus.cloudfront-signer.press.private-key", "MIGHAgEA${PRESS_SECRET}")
            .assertException(UnresolvedExpressionTest::assertReport);

    private static void assertReport(Throwable failure) {
        assertThat(failure.getMessage().lines())
                .contains(
                        " - quarkus.cloudfront-signer.\"press\".url has the expression ${PRESS_DOMAIN}, which has no value. Set "
                                + "PRESS_DOMAIN",
                        " - quarkus.cloudfront-signer.\"press\".private-key has the expression ${PRESS_SECRET}, which has no value. "
                                + "Set PRESS_SECRET")
                .noneMatch(problem -> problem.contains("PRESS_HOST") || problem.contains("PRESS_KEY")
                        || problem.contains("MIGHAgEA"));
    }

    @Test
    void expressionWithoutAValue_isNamed() {
        fail("the start was to fail");
    }
}
