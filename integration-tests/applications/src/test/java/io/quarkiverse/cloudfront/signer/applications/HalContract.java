package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Viewers who ask for HAL get the links as well, and the fields signed.
 */
abstract class HalContract extends HttpContract {

    HalContract(String... applications) {
        super(applications);
    }

    @Override
    String path(Matrix.Cell cell, String guard) {
        return super.path(cell, guard).replace("/hal-jsonb", "/hal");
    }

    /** HAL replaces the entity of all responses whose viewer also accepts HAL, and the build does not know their type. */
    @ParameterizedTest
    @ValueSource(strings = { "NOBODY", "WRONG_ROLE", "RIGHT_ROLE" })
    void fieldInHal_inAResponseThatIsJson_isSignedForUsers(String who) {
        Viewer viewer = Viewer.valueOf(who);
        Answer answer = ask(viewer, "/hal/field/response", "application/json, application/hal+json");

        assertThat(new Judge().judge(Grant.FIELD, answer)).as("%s", answer)
                .isEqualTo(viewer == Viewer.NOBODY ? Verdict.REFUSED : Verdict.SIGNED);
        assertThat(answer.text().contains("_links")).isEqualTo(viewer != Viewer.NOBODY);
    }
}
