package io.quarkiverse.cloudfront.cli.publish;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;

/**
 * The new contents of files. They are stored next to the files until all of them can replace their originals.
 */
final class StagedFiles implements Closeable {

    /** The temporary file of each file. */
    private final Map<Path, Path> staged = new LinkedHashMap<>();

    void stage(Path file, Playlist.Content content) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".playlist", ".tmp");
        staged.put(file, temporary);
        try (OutputStream target = Files.newOutputStream(temporary)) {
            content.writeTo(target);
        }
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
     * Deletes the files that have not replaced an original.
     */
    @Override
    public void close() throws IOException {
        for (Path temporary : staged.values()) {
            Files.deleteIfExists(temporary);
        }
    }
}
