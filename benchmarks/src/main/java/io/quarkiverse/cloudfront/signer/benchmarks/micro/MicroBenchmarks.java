package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import static io.quarkiverse.cloudfront.signer.benchmarks.micro.Crypto.ACCP;
import static io.quarkiverse.cloudfront.signer.benchmarks.micro.Crypto.BOUNCY_CASTLE;
import static io.quarkiverse.cloudfront.signer.benchmarks.micro.Crypto.JDK;
import static io.quarkiverse.cloudfront.signer.benchmarks.micro.KeyKind.P256;
import static io.quarkiverse.cloudfront.signer.benchmarks.micro.KeyKind.RSA_SHA1;
import static io.quarkiverse.cloudfront.signer.benchmarks.micro.KeyKind.RSA_SHA256;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.quarkiverse.cloudfront.signer.benchmarks.Effort;
import io.quarkiverse.cloudfront.signer.benchmarks.Goal;
import io.quarkiverse.cloudfront.signer.benchmarks.Report;
import io.quarkiverse.cloudfront.signer.benchmarks.Rounds;

/**
 * Signs without a network, and compares operations per second and allocated bytes with the alternatives.
 */
public final class MicroBenchmarks {

    private static final String ONE_URL = "One URL";
    private static final String LIST = "List of 1,000 one by one";
    private static final String GRANT = "List of 1,000 under one resource";
    private static final String GRANTED_URIS = "List of 1,000 under one resource, as URI";
    private static final String ONE_URI = "One URL, as URI";
    private static final String COOKIES = "Cookies";
    private static final String TENANT = "List of 100 for a user of a tenant, with marks";

    private static final String IN_TURN_URL = "oneUrl";
    private static final String IN_TURN_BARE = "bareSignature";
    private static final String IN_TURN_SDK = "awsSdk";
    private static final String BYTES = "Bytes";

    private final Rounds byTurns = new Rounds();
    private final Rounds perSecond = new Rounds();
    private final Rounds bytes = new Rounds();
    private final Effort effort;
    private final List<String> chosen;
    private final CommandLineOptions jmh;

    public MicroBenchmarks(Effort effort) throws CommandLineOptionException {
        this.effort = effort;
        this.chosen = options(effort.jmh()).getIncludes();
        // JMH would run all of them each time
        this.jmh = options(effort.jmh().stream().filter(argument -> !chosen.contains(argument)).toList());
    }

    private static CommandLineOptions options(List<String> arguments) throws CommandLineOptionException {
        return new CommandLineOptions(arguments.toArray(String[]::new));
    }

    /** Benchmarks that are compared so closely that each round measures them. */
    private static List<Case> close() {
        List<Case> cases = new ArrayList<>();
        for (KeyKind key : List.of(RSA_SHA256, P256)) {
            cases.addAll(oneUrl(key));
        }
        cases.add(Case.bare(P256, BOUNCY_CASTLE));
        return cases;
    }

    private static List<Case> oneUrl(KeyKind key) {
        List<Case> cases = new ArrayList<>();
        for (Crypto crypto : List.of(JDK, ACCP)) {
            cases.add(Case.bare(key, crypto));
            cases.add(Case.notCached(ONE_URL, "oneUrl", key, crypto));
            cases.add(Case.awsSdk("oneUrl", key, crypto));
        }
        return cases;
    }

    /** Cases that differ by less than two processes do. */
    private static List<Case> interleaved() {
        return List.of(Case.interleaved(RSA_SHA256, JDK), Case.interleaved(RSA_SHA256, ACCP));
    }

    private static List<Case> others() {
        List<Case> cases = new ArrayList<>(oneUrl(RSA_SHA1));
        cases.add(Case.bare(RSA_SHA256, BOUNCY_CASTLE));
        for (KeyKind key : List.of(RSA_SHA256, P256)) {
            cases.add(Case.awsSdk("list", key, JDK));
            cases.add(Case.notCached(LIST, "listOneByOne", key, JDK));
            cases.add(Case.notCached(GRANT, "listUnderOneResource", key, JDK));
            cases.add(Case.notCached(GRANTED_URIS, "urisUnderOneResource", key, JDK));
            cases.add(Case.notCached(ONE_URI, "oneUri", key, ACCP));
            cases.add(Case.notCached(COOKIES, "cookies", key, JDK));
            cases.add(Case.cached(ONE_URL, "oneUrl", key));
            cases.add(Case.cached(COOKIES, "cookies", key));
            cases.add(Case.recipient(TENANT, "listOfATenantsUser", key));
        }
        cases.addAll(PlaylistGoals.cases());
        cases.addAll(SignedTexts.cases());
        return cases;
    }

    public void run() throws RunnerException, InterruptedException {
        for (int round = 1; round <= effort.microRounds(); round++) {
            System.out.println("JMH, round " + round + " of " + effort.microRounds());
            if (chosen.isEmpty()) {
                OpenSsl.speed(3).ifPresent(speed -> perSecond.add(OpenSsl.NAME, speed));
            }
            measure(close());
            measure(interleaved());
        }
        System.out.println("JMH, the others");
        measure(others());
    }

    private void measure(List<Case> cases) throws RunnerException {
        for (Case measured : cases) {
            if (measured.isAvailable() && isChosen(measured)) {
                measure(measured);
            }
        }
    }

    private boolean isChosen(Case measured) {
        return chosen.isEmpty() || chosen.stream().anyMatch(regex -> Pattern.compile(regex).matcher(measured.id()).find());
    }

    private void measure(Case measured) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.parent(jmh).include("^" + Pattern.quote(measured.id()) + "$").addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        measured.parameters().forEach(options::param);
        RunResult result = new Runner(options.build()).runSingle();
        if (measured.benchmark() == Interleaved.class) {
            addByTurns(measured, result);
            return;
        }
        double score = result.getPrimaryResult().getScore();
        double allocated = allocated(result);
        perSecond.add(measured.title(), score);
        bytes.add(measured.title(), allocated);
        System.out.printf(Locale.ROOT, "  %s: %,.0f/s, %,.0f bytes%n", measured.title(), score, allocated);
    }

    private void addByTurns(Case measured, RunResult result) {
        for (String who : List.of(IN_TURN_URL, IN_TURN_BARE, IN_TURN_SDK)) {
            for (String what : List.of(who, who + BYTES)) {
                double value = result.getSecondaryResults().get(what).getScore();
                byTurns.add(interleaved(what, measured), value);
                System.out.printf(Locale.ROOT, "  %s: %,.0f%n", interleaved(what, measured), value);
            }
        }
    }

    private static String interleaved(String name, Case measured) {
        return measured.title() + " – " + name;
    }

    private static double allocated(RunResult result) {
        for (Result<?> secondary : result.getSecondaryResults().values()) {
            if (secondary.getLabel().endsWith("gc.alloc.rate.norm")) {
                return secondary.getScore();
            }
        }
        throw new IllegalStateException("JMH did not measure allocation");
    }

    public void report(Report report) {
        report.goals("Signing", goals());
        List<List<String>> rows = new ArrayList<>();
        for (String name : perSecond.names()) {
            rows.add(List.of(name, String.format(Locale.ROOT, "%,.0f", perSecond.of(name).orElseThrow().median()),
                    bytes.of(name).map(allocated -> String.format(Locale.ROOT, "%,.0f", allocated.median())).orElse("")));
        }
        report.table(
                "Alternating in one process, compared with one URL: time, and bytes that the thread allocated (95 % confidence)",
                "5,>3,>3", List.of("Case", "Time", "Bytes"), inTurnRows());
        report.table("Operations per second, and bytes allocated for each; a URL of a list is one", "6,>2,>2",
                List.of("Case", "Per second", "Bytes"), rows);
    }

    private List<List<String>> inTurnRows() {
        List<List<String>> rows = new ArrayList<>();
        for (Case measured : interleaved()) {
            for (String peer : List.of(IN_TURN_BARE, IN_TURN_SDK)) {
                byTurns.ratio(interleaved(peer, measured), interleaved(IN_TURN_URL, measured))
                        .ifPresent(time -> rows.add(List.of(interleaved(peer, measured), time.toString(),
                                byTurns.ratio(interleaved(peer + BYTES, measured), interleaved(IN_TURN_URL + BYTES, measured))
                                        .orElseThrow().toString())));
            }
        }
        return rows;
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (Crypto crypto : List.of(JDK, ACCP)) {
            goals.add(interleaved("One URL, not cached, RSA, %s, compared with the bare signature".formatted(crypto), 0.97,
                    crypto,
                    IN_TURN_BARE));
            goals.add(interleaved("One URL, not cached, RSA, %s, compared with the AWS SDK with the same".formatted(crypto), 1,
                    crypto,
                    IN_TURN_SDK));
        }
        Case withAccp = Case.notCached(ONE_URL, "oneUrl", RSA_SHA256, ACCP);
        Case sdk = Case.awsSdk("oneUrl", RSA_SHA256, JDK);
        Case interleaved = Case.interleaved(RSA_SHA256, ACCP);
        goals.add(Goal.atMost("One URL, not cached, RSA, ACCP: bytes allocated, compared with the AWS SDK with the same", 0.2,
                byTurns.ratio(interleaved(IN_TURN_URL + BYTES, interleaved), interleaved(IN_TURN_SDK + BYTES, interleaved))));
        goals.add(atLeast("One URL, not cached, P-256, compared with the AWS SDK", 6,
                Case.notCached(ONE_URL, "oneUrl", P256, JDK), Case.awsSdk("oneUrl", P256, JDK)));
        goals.add(Goal.atLeast("One URL, not cached, RSA, ACCP, compared with `%s`".formatted(OpenSsl.NAME), 0.95,
                perSecond.ratio(withAccp.title(), OpenSsl.NAME)));
        goals.add(atLeast("One URL, not cached, RSA, ACCP, compared with the AWS SDK by default", 3.8, withAccp, sdk));
        for (KeyKind key : List.of(RSA_SHA256, P256)) {
            goals.add(atLeast("1,000 URLs under one resource, %s, signature included, compared with the AWS SDK".formatted(key),
                    400,
                    Case.notCached(GRANT, "listUnderOneResource", key, JDK), Case.awsSdk("list", key, JDK)));
        }
        goals.add(atLeast("The same URL again within its expiry window, RSA, compared with the AWS SDK", 2000,
                Case.cached(ONE_URL, "oneUrl", RSA_SHA256), sdk));
        goals.add(atLeast("A list for a user of a tenant, with marks, cached, RSA, compared with the AWS SDK", 400,
                Case.recipient(TENANT, "listOfATenantsUser", RSA_SHA256), Case.awsSdk("list", RSA_SHA256, JDK)));
        goals.addAll(new PlaylistGoals(perSecond, bytes).goals());
        goals.add(SignedTexts.goal(perSecond));
        return goals;
    }

    private Goal interleaved(String what, double wanted, Crypto crypto, String peer) {
        Case measured = Case.interleaved(RSA_SHA256, crypto);
        return Goal.atLeast(what, wanted, byTurns.ratio(interleaved(peer, measured), interleaved(IN_TURN_URL, measured)));
    }

    private Goal atLeast(String what, double wanted, Case ours, Case peer) {
        return Goal.atLeast(what, wanted, perSecond.ratio(ours.title(), peer.title()));
    }
}
