package io.quarkiverse.cloudfront.signer.runtime.revocation;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one version has made, and later versions read: a directory with files. Those of releases are in
 * {@code test-fixtures/past}.
 */
record PastSet(Path directory) {

    private static final Path RELEASES = Path.of("../test-fixtures/past");
    private static final String NAME = System.getProperty("tests.past");

    /** The set of this version, which is only kept if {@code -Dtests.past} names it. */
    static PastSet own(Path temporary) {
        return new PastSet(NAME == null ? temporary : RELEASES.resolve(NAME));
    }

    /** This set, after those of the releases. */
    List<PastSet> andReleases() throws IOException {
        try (Stream<Path> files = Files.list(RELEASES)) {
            return Stream.concat(files.filter(Files::isDirectory).sorted().map(PastSet::new), Stream.of(this)).distinct()
                    .toList();
        }
    }

    void record(String file, String content) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(file), content);
    }

    /** The values do not have characters that need an escape. */
    void record(String file, Map<String, String> entries) throws IOException {
        record(file, new TreeMap<>(entries).entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining()));
    }

    String text(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    Map<String, String> entries(String file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text(file)));
        Map<String, String> entries = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> entries.put(name, properties.getProperty(name)));
        return entries;
    }
}
