package io.quarkiverse.cloudfront.cli.explain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Json;

/**
 * The network log of a browser's session.
 *
 * @see <a href="https://w3c.github.io/web-performance/specs/HAR/Overview.html">HTTP Archive format</a>
 */
final class HarFile {

    /** The fields that are skipped: bodies, and details that do not matter here. */
    private static final Set<String> SKIPPED = Set.of("content", "postData", "pages", "timings", "_initiator",
            "_webSocketMessages");

    private HarFile() {
    }

    static List<HarEntry> read(Path file) throws IOException {
        List<HarEntry> entries = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (Json.read(in, SKIPPED) instanceof Map<?, ?> har && har.get("log") instanceof Map<?, ?> log
                    && log.get("entries") instanceof List<?> list) {
                for (Object entry : list) {
                    if (entry instanceof Map<?, ?> object) {
                        entries.add(HarEntry.of(object));
                    }
                }
                return entries;
            }
        } catch (JsonProcessingException e) {
            // not JSON, or cut off
        }
        throw CommandException.unknown(file + " is not a HAR file. Export one on the Network tab of the browser's developer "
                + "tools");
    }
}
