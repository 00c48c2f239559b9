package io.quarkiverse.cloudfront.signer.applications;

import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cells of applications with methods over HTTP. {@code /application/grant/open} has no security annotation and requires a
 * user, {@code /application/grant/admin} requires the right role.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpContract {

    private final Judge judge = new Judge();
    private final String[] applications;

    HttpContract(String... applications) {
        this.applications = applications;
    }

    /** As text, because the application's class loader loads other classes than JUnit's. */
    Stream<Arguments> cells() {
        return Stream.of(applications).flatMap(application -> Matrix.cells(application).stream())
                .filter(Matrix.Cell::isAnswered)
                .flatMap(cell -> Stream.of(Viewer.values())
                        .map(viewer -> Arguments.of(cell.application(), cell.grant().name(), viewer.name())));
    }

    /** The path of a cell. */
    String path(Matrix.Cell cell, String guard) {
        return "/" + cell.application() + "/" + cell.grant().id() + "/" + guard;
    }

    Answer ask(Viewer viewer, String path, String accept) {
        return Http.get(viewer, path, accept);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void answer_toViewerWithAccept_isAsInTheMatrix(String application, String grant, String who) {
        Matrix.Cell cell = Matrix.cell(application, Grant.valueOf(grant));
        Viewer viewer = Viewer.valueOf(who);
        SoftAssertions cells = new SoftAssertions();
        for (String guard : List.of("open", "admin")) {
            for (String accept : Matrix.ACCEPTS) {
                // nobody has to log in for a method that does not sign
                boolean open = guard.equals("open") && (viewer == Viewer.WRONG_ROLE || cell.outcome() == Matrix.Outcome.PLAIN);
                Verdict expected = viewer == Viewer.RIGHT_ROLE || open ? cell.expected(accept) : Verdict.REFUSED;
                String path = path(cell, guard);
                Answer answer = ask(viewer, path, accept);
                Verdict verdict = judge.judge(cell.grant(), answer);
                if (verdict == Verdict.REFUSED && expected == Verdict.UNSIGNED && guard.equals("admin")) {
                    // some layers have no scope in which to check roles
                    continue;
                }
                cells.assertThat(verdict).as("%s %s for %s: %s", path, accept, viewer, answer).isEqualTo(expected);
            }
        }
        cells.assertAll();
    }
}
