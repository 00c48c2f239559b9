package io.quarkiverse.cloudfront.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.cli.output.CommandException;

class PathSearchTest {

    @ParameterizedTest
    @CsvSource({ "/a/*, /a/b, true", "/a/*, /a/*, true", "/a/*, /a*, false", "/*, /?, true", "/?, /*, false", "/*a*, /xa, true",
            "/*/*, /a/*, true", "/a/*, /*/*, false", "/A/*, /a/*, false", "/?*, /*, false", "/**, /*, true",
            "/a?c, /abc, true" })
    void pattern_coversAnother(String pattern, String other, boolean covers) {
        assertThat(PathSearch.covers(pattern, other)).isEqualTo(covers);
    }

    @Test
    void behaviorsThatOthersHideTogether_areNotNamed() {
        assertThat(PathSearch.answering("/a/*.jpg", List.of("/a/x*", "/a/*.jpg", "/*.jpg"))).containsOnlyKeys(0, 1);
        assertThat(PathSearch.answering("/films/*", List.of("/films/*.jpg", "/*.jpg", "/*"))).containsOnlyKeys(0, 2);
    }

    @Test
    void complexPatterns_areNotFollowedForever() {
        List<String> patterns = IntStream.range(0, 40)
                .mapToObj(i -> "/"
                        + Stream.generate(() -> "*" + (char) ('a' + i % 26) + "?").limit(80).reduce("", String::concat))
                .toList();

        assertThatThrownBy(() -> PathSearch.answering("/*", patterns)).isInstanceOf(CommandException.class)
                .hasMessageContaining("too complex to compare");
        assertThatThrownBy(() -> PathSearch.answering("/*", List.of("/" + "a".repeat(511))))
                .hasMessageContaining("A path pattern has 512 characters, but CloudFront accepts at most 255");
    }

    /** All paths up to a length, matched with regular expressions. */
    @RepeatedTest(200)
    void answers_areThoseOfEachPath(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String paths = pattern(random);
        List<String> behaviors = Stream.concat(Stream.generate(() -> pattern(random)).limit(3), Stream.of("/*")).toList();
        Map<Integer, String> answering = PathSearch.answering(paths, behaviors);

        answering.forEach((index, path) -> {
            assertThat(matches(paths, path)).isTrue();
            assertThat(first(behaviors, path)).isEqualTo(index);
        });
        for (String path : all()) {
            if (matches(paths, path)) {
                assertThat(answering).as(paths + " " + behaviors + " " + path).containsKey(first(behaviors, path));
            }
        }
    }

    private static int first(List<String> behaviors, String path) {
        return IntStream.range(0, behaviors.size()).filter(i -> matches(behaviors.get(i), path)).findFirst().orElseThrow();
    }

    private static boolean matches(String pattern, String path) {
        return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E", path);
    }

    private static String pattern(Random random) {
        return "/" + random.ints(random.nextInt(5), 0, 4).mapToObj(i -> "ab*?".substring(i, i + 1)).reduce("", String::concat);
    }

    private static List<String> all() {
        List<String> paths = List.of("/");
        Stream<String> all = paths.stream();
        for (int length = 0; length < 5; length++) {
            paths = paths.stream().flatMap(path -> Stream.of(path + "a", path + "b", path + "c")).toList();
            all = Stream.concat(all, paths.stream());
        }
        return all.toList();
    }
}
