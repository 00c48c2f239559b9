package io.quarkiverse.cloudfront.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {

    @TempDir
    Path directory;

    /** Otherwise, the next attempt would find half a key, and refuse to replace it. */
    @Test
    void fileThatCannotBeWritten_isDeleted() throws IOException {
        Path file = directory.resolve("private-key.pem");

        assertThatThrownBy(() -> NewFile.write(file, out -> {
            out.write('-');
            throw new IOException("No space left on device");
        })).isInstanceOf(IOException.class).hasMessage(file + " cannot be written: No space left on device");
        assertThat(file).doesNotExist();

        NewFile.write(file, out -> out.write('a'));
        assertThatThrownBy(() -> NewFile.write(file, out -> out.write('b'))).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("a");
    }
}
