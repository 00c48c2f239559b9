package io.quarkiverse.cloudfront.cli.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.cloudfront.cli.check.Finding.Kind;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;

/** Collects the findings of a check. Each sentence appears only once. */
final class Report {

    private final Set<String> restricted = new LinkedHashSet<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<String> notChecked = new LinkedHashSet<>();

    void restricted(String sentence) {
        restricted.add(sentence);
    }

    void open(String sentence, String remedy) {
        add(Kind.OPEN, sentence, remedy);
    }

    void mismatch(String sentence, String remedy) {
        add(Kind.MISMATCH, sentence, remedy);
    }

    void note(String sentence, String remedy) {
        add(Kind.NOTE, sentence, remedy);
    }

    void add(Kind kind, String sentence, String remedy) {
        findings.add(new Finding(kind, sentence, remedy));
    }

    void notChecked(String sentence) {
        notChecked.add(sentence);
    }

    List<String> text() {
        List<String> lines = new ArrayList<>(restricted.stream().map(sentence -> "restricted: " + sentence).toList());
        findings.stream().sorted((first, second) -> first.kind().compareTo(second.kind())).forEach(finding -> {
            lines.add(finding.line());
            lines.add("  To fix it: " + finding.remedy());
        });
        notChecked.forEach(sentence -> lines.add("not checked: " + sentence));
        lines.add("Open: " + count(Kind.OPEN) + ", mismatches: " + count(Kind.MISMATCH) + ", not checked: "
                + notChecked.size());
        return lines;
    }

    private long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    Map<String, Object> json() {
        return Json.object("restricted", restricted, "findings", findings.stream().map(Finding::json).toList(), "notChecked",
                notChecked);
    }

    int exitCode() {
        return findings.stream().anyMatch(Finding::fails) ? Output.REFUSED : Output.FINE;
    }
}
