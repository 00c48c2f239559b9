package io.quarkiverse.cloudfront.cli.check;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.cli.output.CommandException;

/**
 * Finds which cache behaviors answer the paths of a pattern, with a subset construction of finite automata. All patterns read
 * the same path, character by character, and the first pattern that has read it to its end is CloudFront's choice. Therefore,
 * the search finds every behavior, but does not report behaviors that others hide.
 */
final class PathSearch {

    /** Marks the end of a pattern. No path contains this character. */
    private static final char END = '\uFFFF';

    private static final String ORDINARY = "xyzabcdefghijklmnopqrstuvw0123456789";
    /** The maximum length of a path pattern, and of an origin's path, which can precede it. */
    private static final int LONGEST = 255;

    /** The maximum size of all sets of positions, in bits. Real distributions need less than a hundredth of it. */
    private static final long MOST_BITS = 200_000_000;

    private final String positions;
    private final int[] starts;
    private final List<Character> alphabet;

    /** @param patterns the pattern of the paths, followed by those of the behaviors. All of them begin with / */
    private PathSearch(List<String> patterns) {
        patterns.stream().filter(pattern -> pattern.length() > 2 * LONGEST).findFirst().ifPresent(pattern -> {
            throw CommandException.unknown("A path pattern has " + pattern.length() + " characters, but CloudFront accepts at "
                    + "most "
                    + LONGEST);
        });
        positions = String.join("", patterns.stream().map(pattern -> pattern + END).toList());
        starts = IntStream.concat(IntStream.of(0), patterns.stream().mapToInt(pattern -> pattern.length() + 1)).toArray();
        Arrays.parallelPrefix(starts, Integer::sum);
        String characters = positions.replaceAll("[*?" + END + "]", "");
        // the first character stands for all characters that no pattern mentions
        alphabet = IntStream.concat(ORDINARY.chars().filter(c -> characters.indexOf(c) < 0).limit(1), characters.chars())
                .distinct().mapToObj(c -> (char) c).toList();
    }

    /**
     * The indexes of the behaviors that answer some of the paths, each with an example of a path that the behavior answers.
     *
     * @param paths the pattern of the paths
     * @param behaviors the patterns of the behaviors, in CloudFront's order
     */
    static Map<Integer, String> answering(String paths, List<String> behaviors) {
        Map<Integer, String> found = search(paths, behaviors);
        String readable = paths.replace("*", "?*");
        if (readable.length() <= LONGEST) {
            // if there is a path without empty segments, it is easier to read
            found.putAll(search(readable, behaviors));
        }
        return found;
    }

    private static Map<Integer, String> search(String paths, List<String> behaviors) {
        return new PathSearch(Stream.concat(Stream.of(paths), behaviors.stream()).toList()).search();
    }

    /** Whether a pattern matches every path that another pattern matches. */
    static boolean covers(String pattern, String other) {
        return !search(other, List.of(pattern, "/*")).containsKey(1);
    }

    private Map<Integer, String> search() {
        record Step(BitSet state, String path) {
        }
        Map<Integer, String> found = new TreeMap<>();
        BitSet start = new BitSet();
        for (int i = 0; i < starts.length - 1; i++) {
            add(starts[i], start);
        }
        Set<BitSet> seen = new HashSet<>();
        Queue<Step> queue = new ArrayDeque<>(List.of(new Step(start, "")));
        while (!queue.isEmpty() && found.size() < starts.length - 2) {
            Step step = queue.remove();
            for (char c : alphabet) {
                BitSet next = next(step.state, c);
                // no path of the first pattern begins like this
                boolean dead = next.nextSetBit(0) < 0 || next.nextSetBit(0) >= starts[1];
                if (!dead && seen.add(next)) {
                    String path = step.path + c;
                    chosen(next).ifPresent(behavior -> found.putIfAbsent(behavior, path));
                    queue.add(new Step(next, path));
                }
            }
            if ((long) seen.size() * positions.length() > MOST_BITS) {
                throw CommandException.unknown("The path patterns of the distribution are too complex to compare. Use patterns "
                        + "with fewer wildcards");
            }
        }
        return found;
    }

    private BitSet next(BitSet state, char c) {
        BitSet next = new BitSet();
        for (int i = state.nextSetBit(0); i >= 0; i = state.nextSetBit(i + 1)) {
            char expected = positions.charAt(i);
            if (expected == '*') {
                add(i, next);
            } else if (expected != END && (expected == '?' || expected == c)) {
                add(i + 1, next);
            }
        }
        return next;
    }

    /** Adds a position, and the positions after wildcards, because a wildcard may also stand for no characters. */
    private void add(int position, BitSet state) {
        for (int i = position; !state.get(i); i++) {
            state.set(i);
            if (positions.charAt(i) != '*') {
                return;
            }
        }
    }

    /**
     * The index of the first behavior that has read the path to its end; empty if the first pattern does not match the path.
     */
    private Optional<Integer> chosen(BitSet state) {
        if (!state.get(starts[1] - 1)) {
            return Optional.empty();
        }
        return Stream.iterate(1, i -> i < starts.length - 1, i -> i + 1).filter(i -> state.get(starts[i + 1] - 1))
                .map(i -> i - 1).findFirst();
    }
}
