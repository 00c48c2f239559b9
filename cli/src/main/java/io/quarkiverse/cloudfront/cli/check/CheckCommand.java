package io.quarkiverse.cloudfront.cli.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.check.PrivatePaths.Signer;
import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the private paths of an application with the configuration of a distribution. */
@Command(name = "check", sortOptions = false, //
        description = {
                "Compares private-paths.json, which a build writes, with the configuration of a distribution. Checks "
                        + "whether each private path requires a signature and has everything it needs. Only reads files, and "
                        + "does not connect to AWS. Use - to read one of the files from standard input.",
                "",
                "The exit code is 1 if a path is open or a setting does not match, and 2 if a file is invalid. A check that "
                        + "needs another file "
                        + "is listed as not checked, and does not change the exit code." })
public final class CheckCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Option(names = "--paths", paramLabel = "FILE", required = true, //
            description = "private-paths.json of the application's build.")
    private String paths;

    @Option(names = "--distribution", paramLabel = "FILE", required = true, //
            description = "The output of \"aws cloudfront get-distribution-config\".")
    private String distribution;

    @Option(names = "--public-keys", paramLabel = "FILE", //
            description = "The output of \"aws cloudfront list-public-keys\".")
    private @Nullable String publicKeys;

    @Option(names = "--key-group", paramLabel = "FILE", //
            description = "The output of \"aws cloudfront get-key-group\". Repeat it for each key group.")
    private List<String> keyGroups = new ArrayList<>();

    @Option(names = "--function", paramLabel = "FILE", //
            description = "The output of \"aws cloudfront describe-function\". Repeat it for each function.")
    private List<String> functions = new ArrayList<>();

    @Option(names = "--signer", paramLabel = "NAME", //
            description = "Check only this signer. By default, each signer is checked if the distribution may have its host.")
    private @Nullable String signer;

    @Option(names = "--open", paramLabel = "PATTERN", //
            description = "A path pattern that is open on purpose, such as '/assets/*'. Repeat it for each pattern.")
    private List<String> open = new ArrayList<>();

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Stream<String> files = Stream.of(Stream.of(paths, distribution), Stream.ofNullable(publicKeys), keyGroups.stream(),
                functions.stream()).flatMap(each -> each);
        if (files.filter(STANDARD_INPUT::equals).count() > 1) {
            throw CommandException.unknown("Only one file can be -, which is standard input");
        }
        open.stream().filter(pattern -> !pattern.startsWith("/")).findFirst().ifPresent(pattern -> {
            throw CommandException.unknown("--open " + pattern + " is not a path pattern. Begin it with /");
        });
        PrivatePaths read = PrivatePaths.read(paths);
        Distribution config = DistributionFile.read(distribution);
        Aws aws = Aws.read(Optional.ofNullable(publicKeys), keyGroups, functions);
        Report report = new Report();
        for (Signer each : signers(read, config, report)) {
            new SignerCheck(config, aws, each, open, report).check();
            new Quotas(report).check(each);
        }
        KeyCheck.checkPassed(config, aws, report);
        new Quotas(report).check(config, aws);
        if (config.staged()) {
            report.notChecked("the other distribution of the continuous deployment. Check its configuration, too");
        }
        if (!config.enabled()) {
            report.note("The distribution is disabled, so it does not serve anything", "Set Enabled to true");
        }
        output.result(report.text(), report.json());
        return report.exitCode();
    }

    /**
     * Selects the signers of this distribution. Several signers can have different distributions, and only a host tells which
     * one is meant.
     */
    private List<Signer> signers(PrivatePaths read, Distribution config, Report report) {
        if (signer != null) {
            List<Signer> named = read.signers().stream().filter(each -> each.name().equals(signer)).toList();
            if (named.isEmpty()) {
                throw CommandException.unknown("--signer " + signer + " is not one of "
                        + read.signers().stream().map(Signer::name).collect(Collectors.joining(", ")));
            }
            return named;
        }
        List<Signer> own = read.signers().stream().filter(each -> each.host().filter(host -> !config.mayServe(host)).isEmpty())
                .toList();
        read.signers().stream().filter(each -> !own.contains(each)).forEach(each -> {
            String host = each.host().orElse("");
            if (own.isEmpty()) {
                report.mismatch("The signer " + each.name() + " signs for " + host + ", which the distribution does not have",
                        "Add the host to Aliases.Items, or pass the file of the distribution that has it");
            } else {
                report.notChecked("the signer " + each.name() + ", because the distribution does not have its host " + host);
            }
        });
        return own.isEmpty() ? read.signers() : own;
    }
}
