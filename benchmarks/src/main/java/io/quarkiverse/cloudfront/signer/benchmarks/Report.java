package io.quarkiverse.cloudfront.signer.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a run in AsciiDoc.
 */
public final class Report {

    private final StringBuilder text = new StringBuilder();
    private final List<Goal> goals = new ArrayList<>();

    public void machine(String description) {
        text.append(description).append("\n\n");
    }

    /**
     * @param columns the column widths in AsciiDoc's form
     */
    public void table(String title, String columns, List<String> heads, List<List<String>> rows) {
        text.append('.').append(title).append("\n[cols=\"").append(columns).append("\"]\n|===\n");
        heads.forEach(head -> text.append('|').append(head).append(' '));
        text.setLength(text.length() - 1);
        text.append("\n");
        for (List<String> row : rows) {
            text.append('\n');
            row.forEach(cell -> text.append('|').append(cell).append('\n'));
        }
        text.append("|===\n\n");
    }

    public void goals(String title, List<Goal> measured) {
        goals.addAll(measured);
        table(title, "6,>2,>2,2", List.of("Case", "Wanted", "Measured", ""), measured.stream()
                .map(goal -> List.of(goal.what(), goal.wanted(), goal.measured(), goal.outcome().toString())).toList());
    }

    public boolean hasMissed() {
        return count(Goal.Outcome.MISSED) > 0;
    }

    public String summary() {
        return "%s of %s goals reached, %s missed, %s not measured".formatted(count(Goal.Outcome.REACHED), goals.size(),
                count(Goal.Outcome.MISSED), count(Goal.Outcome.NOT_MEASURED));
    }

    private long count(Goal.Outcome outcome) {
        return goals.stream().filter(goal -> goal.outcome() == outcome).count();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
