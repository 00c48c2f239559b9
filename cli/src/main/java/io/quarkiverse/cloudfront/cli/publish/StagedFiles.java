package io.quarkiverse.cloudfront.cli.publish;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.cli.output.NewFile;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;

/**
 * The new contents of files. They are stored next to the originals until all of them can replace the originals.
 */
final class StagedFiles implements Closeable {

    /**
     * The name of a temporary file: the ID of the process that created it, the time at which that process started, and a random
     * number.
     */
    private static final Pattern NAME = Pattern.compile("\\.playlist-(\\d{1,18})-(\\d{1,18})-\\d+\\.tmp");
    /** The operating system may correct a start time by a few seconds. */
    private static final long CLOCK_STEP = 2;

    /** The temporary file of each file. */
    private final Map<Path, Path> staged = new LinkedHashMap<>();

    private boolean closed;

    StagedFiles() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Whether a file is the temporary file of any run. */
    static boolean isTemporary(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    /** Whether an earlier run left the file behind because it was killed. A run that is still active may need its own files. */
    static boolean isLeft(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).map(StagedFiles::start)
                .filter(start -> Math.abs(start - Long.parseLong(name.group(2))) <= CLOCK_STEP).isEmpty();
    }

    /**
     * The start time in seconds. It is needed because process IDs are reused. In a container, each run can have the same ID.
     */
    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    synchronized void stage(Path file, Playlist.Content content) throws IOException {
        if (closed) {
            throw new IOException("The program is being stopped");
        }
        ProcessHandle process = ProcessHandle.current();
        Path temporary = file
                .resolveSibling(".playlist-" + process.pid() + "-" + start(process) + "-"
                        + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE) + ".tmp");
        staged.put(file, temporary);
        NewFile.write(temporary, content::writeTo);
        PosixFileAttributeView permissions = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(Files.getPosixFilePermissions(file));
        }
    }

    /** Replaces all originals. If the program is stopped in the meantime, it ends only after the last file. */
    synchronized void replaceFiles() throws IOException {
        for (Map.Entry<Path, Path> each : staged.entrySet()) {
            Files.move(each.getValue(), each.getKey(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        staged.clear();
    }

    /**
     * Deletes the files that have not replaced an original, even if the program is stopped.
     */
    @Override
    public synchronized void close() {
        closed = true;
        for (Path temporary : staged.values()) {
            try {
                // deleted without java.io.File, which changes names that contain characters outside of the locale's charset
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                // the next run tries again
            }
        }
    }
}
