package io.quarkiverse.cloudfront.signer.benchmarks.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.benchmarks.Effort;
import io.quarkiverse.cloudfront.signer.benchmarks.Goal;
import io.quarkiverse.cloudfront.signer.benchmarks.Interval;
import io.quarkiverse.cloudfront.signer.benchmarks.Report;
import io.quarkiverse.cloudfront.signer.benchmarks.Rounds;
import io.quarkiverse.cloudfront.signer.benchmarks.SigningKeys;

/**
 * What a process pays once: processor time and memory until it has answered the first request, without and with an archive of
 * its classes. The applications are packaged so that the JVM itself loads their classes, which archives need.
 */
public final class FirstAnswer {

    private static final double MOST_MILLIS = 300;
    private static final double MOST_MILLIS_OF_ARCHIVED_START = 15;
    private static final double MOST_MEGABYTES = 15;
    /** A method that all applications have, with the annotation or without it. */
    private static final String PICTURE = "/signed/blocking/1";
    private static final String ABSENT = "without the extension";
    private static final String P256 = "with a P-256 key";

    /**
     * @param directory of the packaged application
     */
    private record Application(String name, Path directory, Map<String, String> properties) {
    }

    /**
     * @param start milliseconds of processor time until the application listens
     * @param request milliseconds of processor time for the first request
     * @param megabytes resident after it
     */
    private record Answer(double start, double request, double megabytes) {
    }

    private final Map<String, Rounds> figures = new LinkedHashMap<>();
    private final Effort effort;
    private final Applications applications;

    public FirstAnswer(Effort effort, Applications applications) {
        this.effort = effort;
        this.applications = applications;
    }

    public void run() throws IOException, InterruptedException {
        Application absent = new Application(ABSENT, applications.archived("plain"), Map.of());
        List<Application> others = List.of(
                new Application("with the extension, not used", applications.archived("idle"), Map.of()),
                new Application(P256, applications.archived("application"), applications.signer(SigningKeys.p256())),
                new Application("with an RSA key", applications.archived("application"),
                        applications.signer(SigningKeys.rsa2048())));
        for (Archive archive : List.of(Archive.NONE, Archive.ofThisJvm())) {
            train(archive, absent);
            for (Application other : others) {
                train(archive, other);
            }
            for (int round = 1; round <= effort.starts(); round++) {
                System.out.println("First answer, " + archive + ", round " + round + " of " + effort.starts());
                Answer without = measure(archive, absent);
                for (Application other : others) {
                    Answer with = measure(archive, other);
                    add("more start", archive, other, with.start() - without.start());
                    add("more request", archive, other, with.request() - without.request());
                    add("more memory", archive, other, with.megabytes() - without.megabytes());
                }
            }
        }
    }

    private void train(Archive archive, Application application) throws IOException, InterruptedException {
        archive.train(application.directory(), application.properties(), PICTURE, file(archive, application),
                applications.log("training"));
    }

    private Path file(Archive archive, Application application) {
        return applications.temporary().resolve(archive.name() + "-" + application.name().replace(' ', '-') + ".archive");
    }

    private Answer measure(Archive archive, Application application) throws IOException, InterruptedException {
        try (RunningApplication running = RunningApplication.start(application.directory(),
                archive.arguments(file(archive, application)), application.properties(), applications.log("first-answer"))) {
            double start = running.cpu().toMillis();
            running.get(PICTURE);
            Answer answer = new Answer(start, running.cpu().toMillis() - start, running.residentKilobytes() / 1024.0);
            add("start", archive, application, answer.start());
            add("request", archive, application, answer.request());
            add("memory", archive, application, answer.megabytes());
            return answer;
        }
    }

    private void add(String figure, Archive archive, Application application, double value) {
        figures.computeIfAbsent(figure, name -> new Rounds()).add(row(archive, application.name()), value);
    }

    private static String row(Archive archive, String application) {
        return archive + ", " + application;
    }

    public void report(Report report) {
        String plain = row(Archive.NONE, P256);
        String archived = row(Archive.ofThisJvm(), P256);
        report.goals("The first answer, compared with the application without the extension", List.of(
                Goal.atMost(plain + ", additional milliseconds of processor time for the first request", MOST_MILLIS,
                        of("more request", plain)),
                Goal.atMost(plain + ", additional megabytes", MOST_MEGABYTES, of("more memory", plain)),
                Goal.atMost(archived + ", additional milliseconds of processor time to start", MOST_MILLIS_OF_ARCHIVED_START,
                        of("more start", archived))));
        List<List<String>> rows = new ArrayList<>();
        for (String name : figures.get("start").names()) {
            rows.add(List.of(name, median(of("start", name)), median(of("request", name)), median(of("memory", name))));
        }
        report.table("Milliseconds of processor time to start and for the first request, and megabytes after it, resident",
                "6,>2,>2,>2", List.of("Application", "Start", "Request", "RSS"), rows);
    }

    private Optional<Interval> of(String figure, String row) {
        return figures.get(figure).of(row);
    }

    private static String median(Optional<Interval> interval) {
        return String.format(Locale.ROOT, "%.1f", interval.orElseThrow().median());
    }
}
