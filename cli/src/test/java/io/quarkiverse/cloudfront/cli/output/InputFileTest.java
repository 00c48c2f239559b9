package io.quarkiverse.cloudfront.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

class InputFileTest {

    @TempDir
    Path directory;

    @Test
    void fileOfMoreThan64KiB_isRefused() throws IOException {
        Path file = Files.write(directory.resolve("key"), new byte[64 << 10]);
        assertThat(InputFile.read(file)).hasSize(64 << 10);

        Files.write(file, new byte[(64 << 10) + 1]);
        assertThatThrownBy(() -> InputFile.read(file)).isInstanceOf(CommandException.class)
                .hasMessage(file + " is larger than 64 KiB");
    }

    /** Such as a pipe whose writer waits for something. */
    @Test
    @NeedsProgram(Program.MKFIFO)
    void fileThatDoesNotEnd_isNotWaitedForForEver() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder(Program.MKFIFO.path(), pipe.toString()).start().waitFor()).isZero();

        assertThatThrownBy(() -> InputFile.read(pipe, Duration.ofSeconds(1))).isInstanceOf(IOException.class)
                .hasMessage(pipe + " has not ended within 1 seconds");
    }

    @Test
    void directory_isRefused() {
        assertThatThrownBy(() -> InputFile.read(directory)).isInstanceOf(CommandException.class)
                .hasMessage(directory + " is a directory. Pass a file");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failure_isTold(IOException failure, String message) {
        assertThat(CommandException.of(failure)).hasMessage(message);
        assertThat(CommandException.of(new UncheckedIOException(failure))).hasMessage(message);
    }

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of(new NoSuchFileException("key"), "key does not exist"),
                Arguments.of(new FileNotFoundException("key"), "key does not exist"),
                Arguments.of(new AccessDeniedException("key"), "key cannot be read or written: permission denied"),
                Arguments.of(new FileAlreadyExistsException("key"), "key already exists"),
                Arguments.of(new IOException("the disk is full"), "the disk is full"),
                Arguments.of(new IOException(), "IOException"));
    }
}
