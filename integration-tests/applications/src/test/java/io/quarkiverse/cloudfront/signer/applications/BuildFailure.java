package io.quarkiverse.cloudfront.signer.applications;

import java.util.List;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.SoftAssertions;

/**
 * The cells of an application that does not build: the report names each of its methods and the reason.
 */
final class BuildFailure {

    private BuildFailure() {
    }

    /**
     * @param reasons words in the message
     */
    static void assertAsInTheMatrix(String application, Throwable failure, String... reasons) {
        String message = text(failure);
        SoftAssertions cells = new SoftAssertions();
        for (Matrix.Cell cell : Matrix.cells(application)) {
            if (cell.outcome() == Matrix.Outcome.BUILD_FAILS) {
                for (String method : List.of(cell.grant().id(), cell.grant().id() + "ForAdmins")) {
                    cells.assertThat(message).as("%s", cell).contains("#" + method);
                }
            }
        }
        cells.assertThat(message).contains(reasons);
        cells.assertAll();
    }

    static void assertNames(Throwable failure, String... words) {
        Assertions.assertThat(text(failure)).contains(words);
    }

    static void missed() {
        Assertions.fail("The application has been built");
    }

    static String text(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
