package io.quarkiverse.cloudfront.signer.applications;

import jakarta.inject.Inject;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.applications.permittedmessaging.PictureMessages;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Messages that are signed for all consumers, because the application permits it.
 */
@Tag("nightly")
class PermittedMessagingTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("permittedmessaging", "messaging");

    @Inject
    PictureMessages messages;

    @Test
    void messages_areAsInTheMatrix() {
        for (Matrix.Cell cell : Matrix.cells("permitted-messaging")) {
            if (cell.isAnswered()) {
                Verdict expected = cell.outcome() == Matrix.Outcome.SIGNED ? Verdict.SIGNED : Verdict.REFUSED;
                Assertions.assertThat(new Judge().judge(cell.grant(), answer(cell.grant()))).as("%s", cell).isEqualTo(expected);
            }
        }
    }

    private Answer answer(Grant grant) {
        try {
            return Answer.message(messages.ask(grant.id()));
        } catch (Exception e) {
            return Answer.refusal(e.toString());
        }
    }
}
