package io.quarkiverse.cloudfront.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Creates the files of commands. A file is either complete or does not exist. */
public final class NewFile {

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    private NewFile() {
    }

    /**
     * Creates a file, and never replaces one. The file has its attributes from the beginning, so that no other process can open
     * it before they are set.
     *
     * @throws FileAlreadyExistsException if there is a file with this name
     * @throws IOException if the file cannot be written, for example because the disk is full. The file is deleted, and the
     *         message names it
     */
    public static void write(Path file, Content content, FileAttribute<?>... attributes) throws IOException {
        boolean complete = false;
        OutputStream target = Channels.newOutputStream(Files.newByteChannel(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes));
        try {
            try (target) {
                content.writeTo(target);
            }
            complete = true;
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }
}
