package org.acme.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.acme.gallery.PlainEnglish.Text;

import io.quarkiverse.cloudfront.signer.fixtures.SourceTree;

/**
 * Reads Javadoc and messages of all modules, for the rules of {@link PlainEnglish}. It reads the sources as text, so it finds
 * literals and comments without a parser.
 */
class SourceEnglish {

    private static final Pattern SOURCES = Pattern.compile(".*/(?:src/main/java|modules/ROOT/examples)/.*\\.java");

    /** What a source consists of as far as it matters here: literals, comments, and everything between them. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\"(?<block>(?:\\\\.|[^\\\\])*?)\"\"\"|\"(?<string>(?:\\\\.|[^\"\\\\\\n])*)\"|'(?:\\\\.|[^'\\\\])+'|//[^\\n]*"
                    + "|/\\*\\*(?<javadoc>.*?)\\*/|/\\*.*?\\*/",
            Pattern.DOTALL);
    private static final Pattern JOINED = Pattern.compile("\\s*\\+\\s*(?:[^;\"{}]{0,160}?\\+)?\\s*", Pattern.DOTALL);
    private static final int FEWEST_WORDS = 4;

    private SourceEnglish() {
    }

    record Source(List<Text> javadoc, List<Text> messages) {
    }

    /** The sources of all modules, of the samples, and of the codestart, without tests. */
    static List<Path> sources(Path repository) throws IOException {
        return SourceTree.files(repository, ".java").stream().map(repository::relativize)
                .filter(file -> SOURCES.matcher(file.toString()).matches())
                .filter(file -> !file.startsWith("benchmarks")).map(repository::resolve).sorted().toList();
    }

    static Source read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Source read(String source) {
        List<Text> javadoc = new ArrayList<>();
        List<Text> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        int begin = 0;
        int end = 0;
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            if (token.group("javadoc") != null) {
                javadoc.addAll(javadoc(line(source, token.start()), token.group("javadoc")));
            }
            String literal = token.group("block") != null ? token.group("block") : token.group("string");
            if (literal == null) {
                continue;
            }
            Matcher joined = JOINED.matcher(source).region(end, token.start());
            if (message.isEmpty() || !joined.matches()) {
                addMessage(messages, line(source, begin), message);
                begin = token.start();
            } else if (joined.group().chars().filter(character -> character == '+').count() > 1) {
                message.append("`code`");
            }
            message.append(literal);
            end = token.end();
        }
        addMessage(messages, line(source, begin), message);
        return new Source(javadoc, messages);
    }

    private static int line(String source, int index) {
        return (int) source.substring(0, index).lines().count();
    }

    /** A literal is a message if it has several words, and no code. */
    private static void addMessage(List<Text> messages, int line, StringBuilder message) {
        String words = message.toString().replaceAll("\\\\\\s*\\n\\s*", "").replace("\\n", " ").replace("\\\"", "\"")
                .replaceAll("%(?:\\d+\\$)?[sd]", "`code`").replaceAll("\\s+", " ").strip();
        message.setLength(0);
        if (Pattern.compile("\\b[a-zA-Z']{2,}\\b").matcher(words).results().count() >= FEWEST_WORDS
                && !words.matches("(?s).*(?:[{}]\\s.*;|<\\w+>|=>|\\)\\s*\\{).*")) {
            // parameters of an operation of Dev UI are described one after the other
            for (String part : words.split("(?<=\\.) (?=[a-z]\\w*: )")) {
                messages.add(new Text(line, false, part));
            }
        }
    }

    private static List<Text> javadoc(int line, String comment) {
        List<Text> texts = new ArrayList<>();
        String text = comment.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("(?s)<pre>.*?</pre>", " ")
                .replaceAll("(?m)^@see .*(?:\\n {2,}.*)*", "").replaceAll("\\{@value [^}]*}", "`code`")
                .replaceAll("\\{@(?:link|linkplain)\\s+[^\\s}]+\\s+([^}]*)}", "$1")
                .replaceAll("\\{@\\w+(?:[^{}]|\\{[^}]*})*}", "`code`")
                .replaceAll("(?s)<code>.*?</code>", "`code`").replaceAll("<a\\s[^>]*>|</?(?:a|em|i|b)>", "")
                .replaceAll("(?m)^@(?:param \\S+|return|throws \\S+)", "\n\n").replaceAll("</?(?:p|li|ul|ol)>", "\n\n");
        for (String paragraph : text.split("\\n\\s*\\n")) {
            String words = paragraph.replaceAll("\\s+", " ").strip();
            if (!words.isEmpty()) {
                texts.add(new Text(line, false, words));
            }
        }
        return texts;
    }
}
