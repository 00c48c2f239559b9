package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;

/**
 * The log of a failed reload has the stack trace with its causes.
 */
class UnusableKeyExceptionTest {

    private static final String KEY = Base64.getEncoder().encodeToString(TestKeys.rsa2048().getPrivate().getEncoded());

    private static String print(Throwable failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed, true));
        return printed.toString();
    }

    /** A file that does not exist, whose name is too long, or whose name is not valid. */
    @ParameterizedTest
    @ValueSource(strings = { "%.60s", "%s", "%s\0" })
    void causes_showNothingOfALocation(String form) {
        String location = form.formatted(KEY.replace("/", ""));

        UnusableKeyException failure = catchThrowableOfType(UnusableKeyException.class,
                () -> KeySource.location(location, Optional.empty()).read());

        assertThat(print(failure)).contains("Caused by: ", "KeyFile").doesNotContain(location.substring(0, 12));
    }

    @Test
    void causes_keepTheirClassAndPlace() {
        IOException cause = new IOException("secret", new NoSuchFileException("secret"));

        String printed = print(new UnusableKeyException("is wrong", cause));

        assertThat(printed)
                .contains("UnusableKeyException: is wrong", "java.io.IOException", "java.nio.file.NoSuchFileException",
                        "causes_keepTheirClassAndPlace")
                .doesNotContain("secret");
    }

    @Test
    void cause_mayBeMissing() {
        assertThat(new UnusableKeyException("is wrong")).hasNoCause();
    }
}
