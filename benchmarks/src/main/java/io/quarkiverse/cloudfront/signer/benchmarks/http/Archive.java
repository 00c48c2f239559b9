package io.quarkiverse.cloudfront.signer.benchmarks.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An archive of the classes that an application loads, which the JVM writes at the end of a training run, and reads at later
 * starts.
 */
enum Archive {

    NONE("No archive", "", ""),
    APP_CDS("AppCDS", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
    AOT_CACHE("AOT cache", "-XX:AOTCacheOutput=", "-XX:AOTCache=");

    private static final int FIRST_WITH_AOT_CACHE = 25;

    private final String title;
    private final String training;
    private final String use;

    Archive(String title, String training, String use) {
        this.title = title;
        this.training = training;
        this.use = use;
    }

    /** The better one of those that the current JVM supports. */
    static Archive ofThisJvm() {
        return Runtime.version().feature() < FIRST_WITH_AOT_CACHE ? APP_CDS : AOT_CACHE;
    }

    /**
     * Runs an application once, with one request.
     */
    void train(Path application, Map<String, String> properties, String path, Path file, Path log)
            throws IOException, InterruptedException {
        if (this != NONE) {
            try (RunningApplication trained = RunningApplication.start(application, List.of(training + file), properties,
                    log)) {
                trained.get(path);
            }
        }
    }

    /** The arguments of the JVM that uses the archive. */
    List<String> arguments(Path file) {
        return this == NONE ? List.of() : List.of(use + file);
    }

    @Override
    public String toString() {
        return title;
    }
}
