package io.quarkiverse.cloudfront.signer.runtime.playlist.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * New contents of files, next to them, until all of them can take their places.
 */
final class StagedFiles implements Closeable {

    /** The temporary file of each file. */
    private final Map<Path, Path> staged = new LinkedHashMap<>();

    void stage(Path file, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".playlist", ".tmp");
        staged.put(file, temporary);
        Files.write(temporary, content);
        PosixFileAttributeView permissions = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(Files.getPosixFilePermissions(file));
        }
    }

    void replaceFiles() throws IOException {
        for (Map.Entry<Path, Path> each : staged.entrySet()) {
            Files.move(each.getValue(), each.getKey(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        staged.clear();
    }

    /**
     * Discards what did not replace a file.
     */
    @Override
    public void close() throws IOException {
        for (Path temporary : staged.values()) {
            Files.deleteIfExists(temporary);
        }
    }
}
