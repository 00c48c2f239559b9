package org.acme.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies samples, the status, and the configuration reference into the pages. The pages do not include them, because GitHub
 * does not resolve
 * includes.
 * <p>
 * A marker names the sample of the block that follows: {@code // example: org/acme/gallery/Shares.java[tag=one]}, or a file of
 * the codestart: {@code // codestart: java/src/main/java/org/acme/PicturesResource.java}. A marker {@code // status:} is in
 * front
 * of what has been tried, and where to report, which also stands in the README.
 * <p>
 * It is a single file without dependencies, so that {@code java docs/src/test/java/org/acme/gallery/PageUpdate.java} runs it.
 */
class PageUpdate {

    private static final Path DOCS = Path.of(Files.exists(Path.of("antora.yml")) ? "." : "docs");
    private static final Path PAGES = DOCS.resolve("modules/ROOT/pages");
    static final Path README = DOCS.resolve("../README.md");
    private static final Path EXAMPLES = DOCS.resolve("modules/ROOT/examples");
    private static final Path CODESTART = DOCS
            .resolve("../runtime/src/main/codestarts/quarkus/cloudfront-signer-codestart");
    private static final Path GENERATED = DOCS.resolve("target/config-doc");

    private static final Pattern SAMPLE = Pattern.compile(
            "(?m)^// (?<kind>example|codestart): (?<path>[^\\[\\n]+)(?:\\[(?:tag=(?<tag>[\\w-]+))?])?\\n(?<head>(?:\\[.*\\n|\\..*\\n)*----\\n)"
                    + "(?<body>(?:(?!----$).*\\n)*)----$");
    private static final Pattern REFERENCE = Pattern.compile(
            "(?s)(// generated from the configuration's Javadoc of (quarkus-[a-z-]+)\\n).*?(// end of what is generated\\n)");
    private static final Pattern STATUS = Pattern.compile("(?m)^((?:// status:|<!-- status: -->)\\n(?:NOTE: |> |))[^\\n]+");
    private static final Pattern TAG = Pattern.compile("(?:tag|end)::([\\w-]+)\\[]");

    private static final Pattern PROPERTY = Pattern.compile(
            "(?s)\\na\\|(?<lock>icon:lock\\S* at build time])? ?\\[\\[(?<id>\\S+?)]].*?`\\+\\+\\+(?<name>.*?)\\+\\+\\+`"
                    + ".*?\\[\\.description]\\n--\\n(?<text>.*?)\\n\\n\\nifdef.*?"
                    + "Environment variable: `\\+\\+\\+(?<variable>.*?)\\+\\+\\+`.*?\\n--\\n"
                    + "(?<type>a?\\|.*?)\\n\\|(?<value>.*?)\\n");

    /** The headings of groups of properties, by patterns of their names. */
    private static final Map<String, String> GROUPS = new LinkedHashMap<>();

    private static final String LIKE_THE_SIGNERS_OWN = ".*\\.keys\\..*\\.(?:private|public|credentials).*";

    static {
        GROUPS.put("url|allowed-hosts|text-origins", "Distribution");
        GROUPS.put("key-pair-id|(?:private-key|public-key|credentials)[a-z-]*", "Private key");
        GROUPS.put("keys\\..*|reload-period", "Rotation");
        GROUPS.put("hash-algorithm|crypto-provider|keep-bouncycastle-signature|signature-cache\\..*", "Signatures");
        GROUPS.put("expires-in|expiry-window|bound-to-token", "Expiry");
        GROUPS.put("cookies\\..*", "Signed cookies");
        GROUPS.put("playlists\\..*", "Playlists");
        GROUPS.put("marks\\..*", "Marks");
        GROUPS.put("probe-[a-z]+", "Self-test");
        GROUPS.put("allow-anonymous|health\\..*|metrics\\..*", "Application");
        GROUPS.put("devservices\\..*", "Local edge");
        GROUPS.put("go-live\\..*", "Go live");
        GROUPS.put("gate\\..*", "");
    }

    public static void main(String[] args) {
        for (Path page : Stream.concat(Stream.of(README), pages().stream()).toList()) {
            String text = read(page);
            String updated = updated(text);
            if (!updated.equals(text)) {
                write(page, updated);
                System.out.println("Updated " + page);
            }
        }
    }

    static List<Path> pages() {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String updated(String page) {
        String status = read(EXAMPLES.resolve("status.txt")).strip();
        String current = replace(STATUS, replace(SAMPLE, page, PageUpdate::sample), marker -> marker.group(1) + status);
        return replace(REFERENCE, current, reference -> {
            Path generated = GENERATED.resolve(reference.group(2) + ".adoc");
            return Files.exists(generated) ? reference.group(1) + reference(read(generated)) + reference.group(3)
                    : reference.group();
        });
    }

    /** The extensions whose properties the page has. */
    static List<String> references(String page) {
        return REFERENCE.matcher(page).results().map(reference -> reference.group(2)).toList();
    }

    private static String sample(MatchResult marker) {
        Matcher sample = SAMPLE.matcher(marker.group());
        if (!sample.matches()) {
            throw new IllegalStateException(marker.group());
        }
        String source = read((sample.group("kind").equals("example") ? EXAMPLES : CODESTART).resolve(sample.group("path")));
        String body = unindented(tagged(source, sample.group("tag"), sample.group("path")));
        return marker.group().substring(0, sample.start("body")) + body + "----";
    }

    /** The lines between the tags of that name, without callouts, or all with callouts if there is no name. */
    private static List<String> tagged(String source, String name, String path) {
        List<String> lines = new ArrayList<>();
        boolean inside = name == null;
        for (String line : source.lines().toList()) {
            Matcher tag = TAG.matcher(line);
            if (!tag.find()) {
                if (inside) {
                    lines.add(name == null ? line : line.replaceFirst(" // <\\d+>$", ""));
                }
            } else if (tag.group(1).equals(name)) {
                inside = line.contains("tag::");
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalStateException(
                    path + " has no lines with the tag " + name + ". Correct the marker in the page, or add the tag");
        }
        return lines;
    }

    private static String unindented(List<String> lines) {
        int indent = lines.stream().filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length()).min().orElse(0);
        return lines.stream().map(line -> line.isBlank() ? "\n" : line.substring(indent) + "\n")
                .collect(Collectors.joining());
    }

    /**
     * The reference that Quarkus generates contains macros and conditions for Quarkus's own site. This one has a plain table
     * for each group of properties.
     */
    private static String reference(String generated) {
        Map<String, List<MatchResult>> groups = new LinkedHashMap<>();
        GROUPS.values().forEach(heading -> groups.put(heading, new ArrayList<>()));
        PROPERTY.matcher(generated).results().forEach(property -> groups.get(heading(name(property))).add(property));
        return groups.entrySet().stream().filter(group -> !group.getValue().isEmpty())
                .map(group -> (group.getKey().isEmpty() ? "" : "== " + group.getKey() + "\n\n")
                        + "[.stacked,cols=\"5,1,1\"]\n|===\n|Property |Type |Default\n"
                        + group.getValue().stream().map(PageUpdate::row).collect(Collectors.joining()) + "|===\n")
                .collect(Collectors.joining("\n"));
    }

    private static String heading(String property) {
        return GROUPS.entrySet().stream()
                .filter(group -> property.matches("quarkus\\.cloudfront-signer\\.(?:" + group.getKey() + ")"))
                .map(Map.Entry::getValue).findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        property + " belongs to no group of the page. Add its name to GROUPS in PageUpdate.java"));
    }

    private static String name(MatchResult property) {
        return matched(property).group("name");
    }

    private static Matcher matched(MatchResult result) {
        Matcher property = PROPERTY.matcher(result.group());
        property.matches();
        return property;
    }

    private static String row(MatchResult result) {
        Matcher property = matched(result);
        String type = property.group("type").replaceFirst("^a?\\|", "")
                .replaceFirst("^link:\\S*\\[Duration].*", "duration")
                .replaceFirst("^required icon:.*?] *", "");
        String value = property.group("value").replace("+++", "+");
        String name = property.group("name");
        String text = name.matches(LIKE_THE_SIGNERS_OWN)
                ? "The same as `" + name.replaceFirst(".*\\.", "") + "` of the signer."
                : property.group("text").strip()
                        .replaceAll("`(https?://[^`]*)\\+\\+\\{\\+\\+([^`]*)\\+\\+}\\+\\+([^`]*)`", "`$1{$2}$3`")
                        .replaceAll("`(https?://[^`]+)`", "`+$1+`");
        return "\na|[[" + property.group("id") + "]]`+" + name + "+`"
                + (property.group("lock") == null ? "" : " _(fixed at build time)_") + "\n\n" + text
                + "\n\n`+" + property.group("variable") + "+`\n"
                + (type.contains("`") ? "a|" : "|") + type + "\n|" + value + "\n";
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> replacement) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
