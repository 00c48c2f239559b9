package io.quarkiverse.cloudfront.signer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.benchmarks.http.Applications;
import io.quarkiverse.cloudfront.signer.benchmarks.http.FirstAnswer;
import io.quarkiverse.cloudfront.signer.benchmarks.http.HttpBenchmark;
import io.quarkiverse.cloudfront.signer.benchmarks.http.StartUp;
import io.quarkiverse.cloudfront.signer.benchmarks.micro.MicroBenchmarks;

/**
 * Runs the benchmarks, writes the tables, and exits with 1 if a target is missed.
 */
public final class Run {

    private enum Part {
        MICRO,
        HTTP,
        START,
        FIRST
    }

    private final Path directory;
    private final Set<Part> parts;
    private final Effort effort;

    private Run(Path directory, Set<Part> parts, Effort effort) {
        this.directory = directory;
        this.parts = parts;
        this.effort = effort;
    }

    /**
     * @param arguments the directory of the benchmarks, then the parts to run (all by default), then arguments for JMH; {@code
     * --quick} can be anywhere
     */
    public static void main(String[] arguments) throws Exception {
        List<String> left = new ArrayList<>(List.of(arguments));
        Path directory = Path.of(left.remove(0));
        boolean quick = left.remove("--quick");
        Set<Part> parts = EnumSet.noneOf(Part.class);
        while (!left.isEmpty() && part(left.get(0)) != null) {
            parts.add(part(left.remove(0)));
        }
        if (parts.isEmpty()) {
            parts = left.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.of(Part.MICRO);
        }
        Run run = new Run(directory, parts, quick ? Effort.quick(left) : Effort.full(left));
        System.exit(run.run() || quick ? 0 : 1);
    }

    private static Part part(String argument) {
        for (Part part : Part.values()) {
            if (part.name().toLowerCase(Locale.ROOT).equals(argument)) {
                return part;
            }
        }
        return null;
    }

    private boolean run() throws Exception {
        Report report = new Report();
        report.machine(Machine.describe());
        Path temporary = Files.createTempDirectory("benchmarks");
        try {
            run(report, new Applications(directory, temporary));
        } finally {
            delete(temporary);
        }
        Path written = directory.resolve("target/benchmarks.adoc");
        Files.writeString(written, report.toString());
        System.out.printf("%n%s%s%n(also in %s)%n", report, report.summary(), written);
        return !report.hasMissed();
    }

    private void run(Report report, Applications applications) throws Exception {
        if (parts.contains(Part.MICRO)) {
            MicroBenchmarks micro = new MicroBenchmarks(effort);
            micro.run();
            micro.report(report);
        }
        if (parts.contains(Part.HTTP)) {
            HttpBenchmark http = new HttpBenchmark(effort, applications);
            http.run();
            http.report(report);
        }
        if (parts.contains(Part.START)) {
            StartUp start = new StartUp(effort, applications);
            start.run();
            start.report(report);
        }
        if (parts.contains(Part.FIRST)) {
            FirstAnswer first = new FirstAnswer(effort, applications);
            first.run();
            first.report(report);
        }
    }

    private static void delete(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(temporary);
    }
}
