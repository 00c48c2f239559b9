package io.quarkiverse.cloudfront.signer.applications;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.applications.scheduler.PictureJob;
import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class SchedulerTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("beans+scheduler", "scheduler", "jackson");

    @Inject
    PictureJob job;

    SchedulerTest() {
        super("scheduler");
    }

    @Override
    Answer ask(Viewer viewer, String path, String accept) {
        try {
            String result = job.results().get(path.substring("/scheduler/".length()));
            return result.startsWith("failed: ") ? Answer.refusal(result) : Answer.message(result);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
