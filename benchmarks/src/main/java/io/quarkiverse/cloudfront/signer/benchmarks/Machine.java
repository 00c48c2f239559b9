package io.quarkiverse.cloudfront.signer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * The machine on which the figures were measured.
 */
final class Machine {

    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Machine() {
    }

    static String describe() throws IOException {
        return "%s: %s, %s cores, %s %s, JDK %s (%s)".formatted(LocalDate.now(), processor(),
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"), System.getProperty("os.arch"),
                Runtime.version(), System.getProperty("java.vendor"));
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU)) {
            return "a processor with an unknown name";
        }
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst().orElse("a processor with an unknown name");
        }
    }
}
