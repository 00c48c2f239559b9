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

    private boolean closed;

    StagedFiles() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Whether an earlier run has left the file, because it was killed. */
    static boolean isLeft(Path file) {
        return file.getFileName().toString().matches("\\.playlist\\d+\\.tmp");
    }

    synchronized void stage(Path file, Playlist.Content content) throws IOException {
        if (closed) {
            throw new IOException("The program is being stopped");
        }
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

    /** If the program is stopped meanwhile, it ends after the last file. */
    synchronized void replaceFiles() throws IOException {
        for (Map.Entry<Path, Path> each : staged.entrySet()) {
            Files.move(each.getValue(), each.getKey(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        staged.clear();
    }

    /**
     * Deletes the files that have not replaced an original, also if the program is stopped.
     */
    @Override
    public synchronized void close() {
        closed = true;
        staged.values().forEach(temporary -> temporary.toFile().delete());
    }
}
