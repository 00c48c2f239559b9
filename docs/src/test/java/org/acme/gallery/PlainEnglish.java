package org.acme.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A linter for the language of the pages: short sentences that begin with their subject, and one word for one thing. It only
 * finds mistakes that patterns can find.
 * <p>
 * It is a single file without dependencies, so that {@code java docs/src/test/java/org/acme/gallery/PlainEnglish.java} runs it.
 */
class PlainEnglish {

    private static final int MOST_WORDS = 30;

    private static final Map<Pattern, String> SENTENCE_RULES = new LinkedHashMap<>();
    private static final Map<Pattern, String> HEADING_RULES = new LinkedHashMap<>();

    static {
        sentence("^(?:What|Whoever|Whatever|Whichever)\\b(?!.*\\?$)", "name the subject: \"If a URL cannot be signed, ...\"");
        sentence("^(?:Nobody|Nothing|Everybody|None of)\\b",
                "name the subject, for example \"you\" or \"the extension\"");
        sentence("(?i)(?<!\\bthere )\\b(?:is|are|was|were) no\\b(?! longer| later| more than)", "\"is not a ...\"");
        sentence("(?i)\\bat the (?:latest|earliest)\\b", "\"no later than\", \"no earlier than\"");
        sentence("(?i)\\banew\\b", "\"again\"");
        sentence("(?i)\\bat once\\b", "\"immediately\" or \"at the same time\"");
        sentence("(?i)\\blet (?:it|them) be\\b", "an imperative: \"Set ...\", \"Return ...\"");
        sentence("(?i)\\bunnamed\\b", "\"the default signer\"");
        sentence("(?i)\\bbesides?\\b", "\"next to\", \"in addition to\", \"compared with\"");
        sentence("(?i)\\bgo(?:es)? (?:before|first)\\b", "\"takes precedence over\"");
        sentence("(?i)\\bmembers? (?:of data objects?|with @|that are signed)|\\bdata objects?\\b",
                "\"signed fields\", \"DTO\"");
        sentence("(?i)\\bbearer's right\\b", "\"bearer credential\"");
        sentence("(?i)\\bkept signatures?\\b|\\bsignatures? (?:is|are|be) kept\\b", "\"cached signatures\"");
        sentence("(?i)\\b(?:lives?|held) elsewhere\\b", "\"remote key\"");
        sentence("(?i), as (?:it|they|this|these|there) (?:is|are|has|have|was|were)\\b", "\", because ...\"");
        sentence("(?i)\\bgood luck|of no use\\b|\\bas ever\\b|\\bmeanwhile\\.", "a common phrase");
        sentence("(?i)\\bfor (?:nobody|everyone who)\\b|\\bto nobody\\b", "name who does or does not");
        sentence("(?i)\\b(?:knows?) no\\b|\\btakes? no\\b|\\bspeaks? no\\b", "\"does not support ...\"");
        sentence("(?i)\\bshall\\b", "\"must\" or \"should\"");
        sentence("(?i)\\bwhat is (?:signed|granted|refused|sent|returned)\\b(?! \\?)",
                "name it: \"the signed URL\", \"the grant\"");
        sentence("^As `", "\"Like ..., but ...\"");
        sentence("(?i)(?<!^)\\bwhoever\\b", "\"anyone who\", or name who it is");
        sentence("(?i)\\bother (?:characters|ones) than\\b", "\"non-ASCII characters\", \"all other ...\"");
        sentence("(?i)\\ball the same\\b", "\"anyway\"");
        sentence("(?i)\\bmay not\\b", "\"must not\", \"is not allowed to\", or \"perhaps does not\"");
        sentence("(?i)\\bclocks?\\b.* (?:is|are|was) (?:late|early)\\b", "\"slow\", \"fast\"");
        sentence("(?i)\\bhow many \\w+ (?:more|less|fewer)\\b", "\"how many more ...\"");
        sentence("(?i)\\bnobody (?:has to|can|may|must|needs)\\b", "name who it is, for example \"other users cannot\"");
        sentence(
                "(?i)\\b(?:the|an?|its|no|with|in) (?:claim|header|(?:query )?parameter|attribute|element|property|cookie|page|section|"
                        + "tag|metric|event|module|extension|workflow|button|scope|environment variable) `code`",
                "the name before the noun: \"the `sub` claim\"");
        heading("^(?:What|Who|Whoever|Where|Whether|Which|When|How it)\\b", "a heading says what the reader gets");
        heading("[.:;,]$", "a heading has no punctuation at its end");
    }

    private static void sentence(String pattern, String instead) {
        SENTENCE_RULES.put(Pattern.compile(pattern), instead);
    }

    private static void heading(String pattern, String instead) {
        HEADING_RULES.put(Pattern.compile(pattern), instead);
    }

    record Text(int line, boolean heading, String words) {
    }

    public static void main(String[] args) throws IOException {
        Path repository = Path.of(Files.exists(Path.of("antora.yml")) ? ".." : ".");
        int count = 0;
        for (Path page : pages(repository)) {
            List<String> findings = findings(page.getFileName().toString(), Files.readString(page));
            findings.forEach(System.out::println);
            count += findings.size();
        }
        System.out.println(count + " findings");
    }

    static List<Path> pages(Path repository) throws IOException {
        return Stream.of(Stream.of(repository.resolve("README.md"), repository.resolve("SECURITY.md"),
                repository.resolve("deployment/src/main/resources/META-INF/quarkus-skill.md")).toList(),
                contributorPages(repository), files(repository.resolve("docs/modules/ROOT/pages"), ".adoc"))
                .flatMap(List::stream).toList();
    }

    /** CONTRIBUTING.md, and the pages that it links to. */
    static List<Path> contributorPages(Path repository) throws IOException {
        List<Path> pages = new ArrayList<>(files(repository.resolve("docs/contributing"), ".md"));
        pages.add(0, repository.resolve("CONTRIBUTING.md"));
        return pages;
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    static List<String> findings(String name, String page) {
        List<String> findings = new ArrayList<>();
        for (Text text : texts(name.endsWith(".md") ? asAsciiDoc(page) : page)) {
            findings.addAll(findings(name, text, MOST_WORDS));
        }
        return findings;
    }

    static List<String> findings(String name, Text text, int mostWords) {
        List<String> findings = new ArrayList<>();
        for (String sentence : sentences(text.words())) {
            Map<Pattern, String> rules = text.heading() ? HEADING_RULES : SENTENCE_RULES;
            rules.forEach((pattern, instead) -> {
                Matcher matcher = pattern.matcher(sentence);
                if (matcher.find()) {
                    findings.add("%s:%d: \"%s\": write %s%n    %s".formatted(name, text.line(), matcher.group(), instead,
                            sentence));
                }
            });
            int words = words(sentence);
            if (words > mostWords) {
                findings.add("%s:%d: %d words: make it two sentences, or a list%n    %s".formatted(name, text.line(), words,
                        sentence));
            }
        }
        return findings;
    }

    static String[] sentences(String words) {
        return words.split("(?<=[.?!:;])\\s+(?=[\\p{Lu}`_*@\"(])");
    }

    static int words(String sentence) {
        return sentence.split("\\s+").length;
    }

    /** Converts as much as the linter needs. */
    private static String asAsciiDoc(String markdown) {
        return markdown.replaceAll("(?m)^```.*$", "----").replaceAll("(?m)^#", "=").replaceAll("(?m)^- ", "* ")
                .replaceAll("(?m)^\\|[-|: ]+\\|$", "").replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1")
                .replaceAll("(?m)^(\\|.*) \\|$", "$1").replace(" | ", " |").replace("**", "*");
    }

    /** Paragraphs, list items, cells and headings, without code and markup. */
    static List<Text> texts(String page) {
        List<Text> texts = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int begin = 0;
        String delimiter = null;
        boolean table = false;
        List<String> lines = page.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (delimiter != null) {
                delimiter = line.equals(delimiter) ? null : delimiter;
                continue;
            }
            boolean isTable = line.equals("|===");
            boolean starts = line.matches("(?:[*.]+|-|<\\d+>) .*|[\\d.+<>^a-z]*\\|.*|.*::(?: .*|$)|=+ .*|\\.[^. ].*");
            boolean skipped = line.isBlank() || isTable || line.equals("+") || line.startsWith("//")
                    || line.startsWith("[") && line.endsWith("]") || line.matches("(?:ifdef|endif|image|:[\\w-]+)::?.*")
                    || line.matches("-----*|\\.\\.\\.\\.|====|--");
            if (skipped || starts) {
                add(texts, begin, current);
            }
            table ^= isTable;
            if (line.matches("-----*|\\.\\.\\.\\.")) {
                delimiter = line;
            }
            if (skipped) {
                continue;
            }
            if (line.matches("=+ .*")) {
                texts.add(new Text(i + 1, true, plain(line.replaceFirst("^=+ ", ""))));
            } else if ((table || line.startsWith("|")) && starts) {
                String[] cells = line.replaceFirst("^[\\d.+<>^a-z]*\\|", "").split(" (?:[\\d.+]*[a-z]?)\\|");
                for (int cell = 0; cell < cells.length; cell++) {
                    current.append(cells[cell]);
                    begin = i + 1;
                    if (cell < cells.length - 1) {
                        add(texts, begin, current);
                    }
                }
            } else {
                if (current.isEmpty()) {
                    begin = i + 1;
                }
                current.append(current.isEmpty() ? "" : " ")
                        .append(line.replaceFirst("^(?:[*.]+|-|<\\d+>) |^\\.(?=[^. ])", "")
                                .replaceFirst("^(.*?)::(?: |$)", "$1. ")
                                .replace("?. ", "? "));
            }
        }
        add(texts, begin, current);
        return texts;
    }

    private static void add(List<Text> texts, int line, StringBuilder current) {
        String words = plain(current.toString()).strip();
        if (!words.isEmpty()) {
            texts.add(new Text(line, false, words));
        }
        current.setLength(0);
    }

    private static String plain(String text) {
        return text.replaceAll("(?:xref:|link:|https?://)[^\\s\\[]*\\[([^]]*)]", "$1").replaceAll("<<[^,>]*,([^>]*)>>", "$1")
                .replaceAll("`\\+.*?\\+`|`[^`]*`", "`code`").replaceAll("(?<=\\s|^)[*_](?=\\w)|(?<=[\\w.])[*_](?=\\W|$)", "")
                .strip();
    }
}
