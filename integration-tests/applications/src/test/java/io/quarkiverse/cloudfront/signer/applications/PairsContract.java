package io.quarkiverse.cloudfront.signer.applications;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * A method with the annotation and one without are called by the same viewer. A viewer who is refused without the annotation is
 * also refused with it.
 */
abstract class PairsContract {

    private final Judge judge = new Judge();

    @Test
    void viewerRefusedWithoutTheAnnotation_isRejectedWithIt() {
        SoftAssertions pairs = new SoftAssertions();
        for (Grant grant : new Grant[] { Grant.URL, Grant.COOKIES, Grant.FIELD }) {
            for (Viewer viewer : Viewer.values()) {
                Answer without = Http.get(viewer, "/pairs/without/" + grant.id(), "*/*");
                Answer with = Http.get(viewer, "/pairs/with/" + grant.id(), "*/*");
                Verdict expected = without.failed() || viewer == Viewer.NOBODY ? Verdict.REFUSED : Verdict.SIGNED;
                pairs.assertThat(judge.judge(grant, with)).as("%s for %s: %s without, %s with", grant, viewer, without, with)
                        .isEqualTo(expected);
            }
        }
        pairs.assertAll();
    }
}
