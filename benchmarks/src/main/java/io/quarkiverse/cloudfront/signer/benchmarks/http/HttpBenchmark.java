package io.quarkiverse.cloudfront.signer.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import io.quarkiverse.cloudfront.signer.benchmarks.Effort;
import io.quarkiverse.cloudfront.signer.benchmarks.Goal;
import io.quarkiverse.cloudfront.signer.benchmarks.Interval;
import io.quarkiverse.cloudfront.signer.benchmarks.Report;
import io.quarkiverse.cloudfront.signer.benchmarks.Rounds;
import io.quarkiverse.cloudfront.signer.benchmarks.SigningKeys;

/**
 * Requests per second of REST methods: with the annotation, without it, and in an application without the extension.
 * <p>
 * All applications run at the same time and are measured in turn, so that disturbances affect all of them. Methods with and
 * without the annotation are in the same process, because two processes of one application differ by more than the cost of the
 * annotation. All processes are started several times, because each start compiles the code differently.
 */
public final class HttpBenchmark {

    private static final String ABSENT = "without the extension";
    private static final String ABSENT_AGAIN = "without the extension, a second process";
    private static final String P256 = "`@SignedResource`, P-256";
    private static final String RSA = "`@SignedResource`, RSA";
    private static final String BESIDE_P256 = "not annotated, the application with P-256";
    private static final String BESIDE_RSA = "not annotated, the application with RSA";
    private static final String AS_LONG_AS_P256 = "not annotated, a response as long as with P-256";
    private static final String AS_LONG_AS_RSA = "not annotated, a response as long as with RSA";
    private static final String PAGE = "page of 100 DTOs";
    private static final String AS_LONG_AS_GRANTED = "not annotated, a response as long as with P-256 and `resource`";
    private static final String GRANTED = "`@SignedResource` with `resource`, P-256";

    /** The cases whose responses are equal except for the signature, so that the ratio only shows the cost of signing. */
    private static final Map<String, String> AS_LONG = Map.of(AS_LONG_AS_P256, P256, AS_LONG_AS_RSA, RSA, AS_LONG_AS_GRANTED,
            GRANTED);

    /** Signatures of P-256 differ in length. */
    private static final double SAME_LENGTH = 0.02;

    /** The number of different URLs, whose signatures are cached. */
    private static final int NUMBERS = 64;

    /**
     * @param group the cases that are compared with each other
     */
    private record Request(String group, String name, RunningApplication application, String path) {

        String title() {
            return group + " – " + name;
        }

        boolean isSigned() {
            return !path.startsWith("/plain/");
        }
    }

    private final Rounds perSecond = new Rounds();
    private final Rounds cpu = new Rounds();
    private final Rounds bytes = new Rounds();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Effort effort;
    private final Applications applications;

    public HttpBenchmark(Effort effort, Applications applications) {
        this.effort = effort;
        this.applications = applications;
    }

    public void run() throws IOException, InterruptedException, ExecutionException {
        for (int start = 1; start <= effort.httpStarts(); start++) {
            System.out.println("HTTP, start " + start + " of " + effort.httpStarts());
            runApplications();
        }
    }

    private void runApplications() throws IOException, InterruptedException, ExecutionException {
        try (RunningApplication absent = applications.startPlain("absent");
                RunningApplication absentAgain = applications.startPlain("absent-again");
                RunningApplication p256 = applications.startWithExtension("p256",
                        keeping(applications.signer(SigningKeys.p256())));
                RunningApplication rsa = applications.startWithExtension("rsa",
                        keeping(applications.signer(SigningKeys.rsa2048())));
                LoadGenerator load = new LoadGenerator()) {
            List<Request> requests = requests(absent, absentAgain, p256, rsa);
            for (Request request : requests) {
                ask(load, request, effort.httpWarmUp());
            }
            for (Request request : requests) {
                checkLength(request);
            }
            for (int round = 1; round <= effort.httpRounds(); round++) {
                System.out.println("HTTP, round " + round + " of " + effort.httpRounds());
                measure(load, requests);
            }
        }
    }

    private static List<Request> requests(RunningApplication absent, RunningApplication absentAgain, RunningApplication p256,
            RunningApplication rsa) {
        List<Request> requests = new ArrayList<>();
        for (String method : List.of("blocking", "reactive")) {
            requests.add(new Request(method, ABSENT, absent, "/plain/" + method + "/"));
            requests.add(new Request(method, ABSENT_AGAIN, absentAgain, "/plain/" + method + "/"));
            requests.add(new Request(method, BESIDE_P256, p256, "/plain/" + method + "/"));
            requests.add(new Request(method, AS_LONG_AS_P256, p256, "/plain/" + method + "-p256/"));
            requests.add(new Request(method, P256, p256, "/signed/" + method + "/"));
            requests.add(new Request(method, BESIDE_RSA, rsa, "/plain/" + method + "/"));
            requests.add(new Request(method, AS_LONG_AS_RSA, rsa, "/plain/" + method + "-rsa/"));
            requests.add(new Request(method, RSA, rsa, "/signed/" + method + "/"));
        }
        requests.add(new Request("list of 100", ABSENT, absent, "/plain/list/"));
        requests.add(new Request("list of 100", BESIDE_P256, p256, "/plain/list/"));
        requests.add(new Request("list of 100", GRANTED, p256, "/granted/list/"));
        requests.add(new Request(PAGE, ABSENT, absent, "/plain/page?number="));
        requests.add(new Request(PAGE, AS_LONG_AS_GRANTED, p256, "/plain/page?number="));
        requests.add(new Request(PAGE, GRANTED, p256, "/granted/page?number="));
        return requests;
    }

    private static Map<String, String> keeping(Map<String, String> signer) {
        Map<String, String> properties = new HashMap<>(signer);
        properties.put(Applications.PREFIX + "expiry-window", "1h");
        return properties;
    }

    private void measure(LoadGenerator load, List<Request> requests)
            throws IOException, ExecutionException, InterruptedException {
        for (Request request : requests) {
            Duration before = request.application.cpu();
            long allocatedBefore = request.application.allocatedBytes();
            double answered = ask(load, request, effort.httpRound());
            Duration used = request.application.cpu().minus(before);
            double answers = answered * effort.httpRound().toNanos() / 1e9;
            perSecond.add(request.title(), answered);
            cpu.add(request.title(), used.toNanos() / 1e3 / answers);
            bytes.add(request.title(), (request.application.allocatedBytes() - allocatedBefore) / answers);
        }
    }

    private void checkLength(Request request) {
        String signed = AS_LONG.get(request.name);
        if (signed != null) {
            int length = lengths.get(request.title());
            int wanted = lengths.get(request.group + " – " + signed);
            if (Math.abs(length - wanted) > SAME_LENGTH * wanted) {
                throw new IllegalStateException(
                        request.path + " answered with " + length + " bytes, but with a signature with " + wanted);
            }
        }
    }

    private double ask(LoadGenerator load, Request request, Duration duration)
            throws ExecutionException, InterruptedException {
        Set<Integer> seen = new HashSet<>();
        return load.run(request.application.port(), request.path, NUMBERS, duration, (number, body) -> {
            // checking each response would take longer for longer ones
            if (seen.add(number)) {
                lengths.merge(request.title(), body.length(), Math::max);
                if (body.toString().contains("Signature=") != request.isSigned()) {
                    throw new IllegalStateException(request.path + number + " answered with " + body);
                }
            }
        });
    }

    public void report(Report report) {
        report.goals("REST methods, signatures cached: requests per second", goals());
        List<List<String>> rows = new ArrayList<>();
        for (String name : perSecond.names()) {
            String absent = name.substring(0, name.indexOf(" – ")) + " – " + ABSENT;
            rows.add(List.of(name, String.format(Locale.ROOT, "%,.0f", perSecond.of(name).orElseThrow().median()),
                    String.format(Locale.ROOT, "%.1f", cpu.of(name).orElseThrow().median()),
                    String.format(Locale.ROOT, "%,.0f", bytes.of(name).orElseThrow().median()),
                    perSecond.ratio(name, absent).map(Interval::toString).orElse("")));
        }
        report.table(
                "Requests per second over %d connections, the application's microseconds of processor time and allocated bytes for each, and its rate compared with that without the extension (95 %% confidence)"
                        .formatted(LoadGenerator.CONNECTIONS),
                "6,>2,>2,>2,>4", List.of("Case", "Per second", "CPU µs", "Bytes", "Ratio"), rows);
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (String method : List.of("blocking", "reactive")) {
            goals.add(asLong(method, P256, AS_LONG_AS_P256, 0.97));
            goals.add(asLong(method, RSA, AS_LONG_AS_RSA, 0.97));
            goals.add(Goal.noDifference(method + ", not annotated, compared with the extension absent",
                    ratio(method, BESIDE_P256, ABSENT), ratio(method, ABSENT_AGAIN, ABSENT)));
        }
        goals.add(asLong(PAGE, GRANTED, AS_LONG_AS_GRANTED, 0.6));
        return goals;
    }

    private Goal asLong(String method, String signed, String asLong, double wanted) {
        return Goal.atLeast(method + ", " + signed + ", compared with a response that is equal except for the signature",
                wanted, ratio(method, signed, asLong));
    }

    private Optional<Interval> ratio(String group, String name, String beside) {
        return perSecond.ratio(group + " – " + name, group + " – " + beside);
    }
}
