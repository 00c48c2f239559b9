package io.quarkiverse.cloudfront.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.signer.fixtures.keygroup.CloudFrontStandIn.Recorded;

/** The program is killed, and run again. */
class RotateKilledTest {

    private static final String FINISH = "--finish";
    private static final String LEAKED = "--leaked";

    @TempDir
    private Path directory;

    private record End(List<String> keyGroup, List<String> active, Set<String> publicKeys) {
    }

    private static String[] options(String step) {
        return switch (step) {
            case FINISH -> new String[] { FINISH, "--after", KeyGroupOnAws.past() };
            case LEAKED -> new String[] { LEAKED, "KEY1" };
            default -> new String[0];
        };
    }

    /**
     * @param request when the program dies; 0 for never
     * @param carriedOut whether CloudFront has carried this request out
     */
    private End end(String step, int request, boolean carriedOut) throws Exception {
        try (KeyGroupOnAws aws = new KeyGroupOnAws(directory)) {
            if (step.equals(FINISH)) {
                aws.rotateToNewKey();
            }
            if (request > 0) {
                killed(aws, step, request, carriedOut);
            }
            Cli again = aws.rotateToNewKey(options(step));
            assertThat(again.exitCode()).as(again.err()).isZero();
            return new End(aws.cloudFront.keysOf(aws.group), aws.cloudFront.activeIn(aws.distribution),
                    aws.cloudFront.publicKeys());
        }
    }

    private static void killed(KeyGroupOnAws aws, String step, int request, boolean carriedOut) throws Exception {
        CompletableFuture<Process> process = new CompletableFuture<>();
        IntPredicate kill = number -> {
            if (number != request) {
                return true;
            }
            try {
                process.get(30, TimeUnit.SECONDS).destroyForcibly().waitFor();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return false;
        };
        aws.cloudFront.interrupt(carriedOut ? number -> true : kill, carriedOut ? kill : number -> true);
        process.complete(aws.start(options(step)));
        assertThat(process.get().waitFor()).as("killed").isGreaterThan(100);
        aws.cloudFront.interrupt(number -> true, number -> true);
    }

    private List<Recorded> requests(String step) throws IOException {
        try (KeyGroupOnAws aws = new KeyGroupOnAws(directory)) {
            if (step.equals(FINISH)) {
                aws.rotateToNewKey();
            }
            aws.cloudFront.interrupt(number -> true, number -> true);
            aws.rotateToNewKey(options(step));
            return aws.cloudFront.recorded();
        }
    }

    /** Whether a request that changes nothing was carried out makes no difference. */
    @Test
    @Tag("nightly")
    void killedAtEachRequest_andRunAgain_endsTheSame() throws Exception {
        for (String step : List.of("", FINISH, LEAKED)) {
            End expected = end(step, 0, false);
            assertThat(expected.active()).isEqualTo(expected.keyGroup());
            assertThat(expected.publicKeys()).containsExactlyInAnyOrderElementsOf(expected.keyGroup());
            List<Recorded> requests = requests(step);
            assertThat(requests).hasSizeGreaterThan(6);
            for (int request = 1; request <= requests.size(); request++) {
                assertThat(end(step, request, false)).as("%s before request %s", step, request).isEqualTo(expected);
                if (requests.get(request - 1).isChange()) {
                    assertThat(end(step, request, true)).as("%s after request %s", step, request).isEqualTo(expected);
                }
            }
        }
    }
}
