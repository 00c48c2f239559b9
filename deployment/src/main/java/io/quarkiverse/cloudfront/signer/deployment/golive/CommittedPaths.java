package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The private paths for which a distribution was set up.
 *
 * @param name the file's name as in the configuration
 */
record CommittedPaths(String name, Path file) {

    /** Far more lines than an application needs. The duration of the comparison grows with the square of their number. */
    private static final int MAX_LINES = 5_000;

    /** Enough lines to see the difference. If the files have no lines in common, this is probably the wrong file. */
    private static final int SHOWN = 40;

    /**
     * Compares the private paths. Line breaks are ignored, because Git may change them on Windows.
     *
     * @return the problem and the remedy; empty if the paths are equal
     */
    Optional<String> compare(String built) {
        List<String> committed;
        try {
            committed = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return Optional.of(name + " cannot be read, so the private paths cannot be compared. "
                    + GoLiveFilesProcessor.remedy(name));
        }
        List<String> current = built.lines().toList();
        if (committed.equals(current)) {
            return Optional.empty();
        }
        String difference = committed.size() > MAX_LINES || current.size() > MAX_LINES ? ""
                : ":\n   " + String.join("\n   ", difference(committed, current)) + "\n   ";
        return Optional.of(name + " does not match what the code signs now" + (difference.isEmpty() ? ". " : difference)
                + GoLiveFilesProcessor.remedy(name));
    }

    /** The lines that occur in only one of the texts, or more often in one than in the other. */
    static List<String> difference(List<String> before, List<String> after) {
        List<String> lines = Stream.concat(without(before, after).map(line -> "- " + line.strip()),
                without(after, before).map(line -> "+ " + line.strip())).toList();
        return lines.size() <= SHOWN ? lines
                : Stream.concat(lines.stream().limit(SHOWN), Stream.of("and " + (lines.size() - SHOWN) + " more lines"))
                        .toList();
    }

    private static Stream<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest.stream();
    }
}
