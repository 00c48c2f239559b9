package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lines in which two texts differ, as {@code diff} shows them: the longest common subsequence is left out.
 */
record LineDifference(List<String> before, List<String> after) {

    /** Enough to see what is different. A file without common lines is another one. */
    private static final int SHOWN = 40;

    List<String> lines() {
        int[][] common = commonLines();
        List<String> lines = new ArrayList<>();
        int old = 0;
        int current = 0;
        while (old < before.size() || current < after.size()) {
            if (old < before.size() && current < after.size() && before.get(old).equals(after.get(current))) {
                old++;
                current++;
            } else if (current == after.size() || old < before.size() && common[old + 1][current] >= common[old][current + 1]) {
                lines.add("- " + before.get(old++).strip());
            } else {
                lines.add("+ " + after.get(current++).strip());
            }
        }
        return lines.size() <= SHOWN ? lines
                : Stream.concat(lines.stream().limit(SHOWN), Stream.of("and " + (lines.size() - SHOWN) + " more lines"))
                        .toList();
    }

    /** For each pair of positions, how many lines the rest of both texts has in common. */
    private int[][] commonLines() {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int old = before.size() - 1; old >= 0; old--) {
            for (int current = after.size() - 1; current >= 0; current--) {
                common[old][current] = before.get(old).equals(after.get(current)) ? common[old + 1][current + 1] + 1
                        : Math.max(common[old + 1][current], common[old][current + 1]);
            }
        }
        return common;
    }
}
