package io.quarkiverse.cloudfront.signer.runtime.text;

import static io.quarkiverse.cloudfront.signer.runtime.text.TextSigners.OWN;
import static io.quarkiverse.cloudfront.signer.runtime.text.TextSigners.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/**
 * Documents that others have written: XML, HTML, Markdown, and text in the libraries of the class path. With
 * {@code -Dtests.documents=DIRECTORY}, also those in a directory. Half of the hosts in their URLs become ours.
 */
class ForeignDocumentsTest {

    private static final TextSigners SIGNERS = TextSigners.of("https://www.example.com");
    private static final String QUERY = SIGNERS.url(OWN + "x", false).substring(OWN.length() + 2);

    private static final Pattern DOCUMENT = Pattern.compile("(?i).*\\.(?:xml|pom|html?|xhtml|rss|atom|md|markdown|txt)");
    private static final Pattern HOST = Pattern.compile("https?://[A-Za-z0-9.-]+(?=/)");
    private static final int LONGEST = 1_000_000;

    private static Map<String, String> documents() throws IOException {
        Map<String, String> documents = new TreeMap<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                addJar(Path.of(entry), documents);
            }
        }
        String more = System.getProperty("tests.documents");
        if (more != null) {
            try (Stream<Path> files = Files.walk(Path.of(more))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    documents.put(file.toString(), Files.readString(file));
                }
            }
        }
        return documents;
    }

    private static void addJar(Path path, Map<String, String> documents) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (DOCUMENT.matcher(entry.getName()).matches() && entry.getSize() < LONGEST) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        documents.put(path.getFileName() + "!" + entry.getName(),
                                new String(content.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    /** With our host in place of every other one. */
    private static String withOwnUrls(String document) {
        return HOST.matcher(document).replaceAll(host -> host.group().hashCode() % 2 == 0 ? SITE + "/articles/7" : host.group())
                .replace(SITE, "https://www.example.com");
    }

    private static boolean isMarkup(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(?:xml|pom|html?|xhtml|rss|atom)");
    }

    private static List<String> tree(String name, String markup) {
        Parser parser = name.toLowerCase(Locale.ROOT).matches(".*html?") ? Parser.htmlParser() : Parser.xmlParser();
        Document document = Jsoup.parse(markup, "", parser);
        List<String> nodes = new ArrayList<>();
        document.traverse((node, depth) -> nodes.add(depth + " " + text(node)));
        return nodes;
    }

    private static String text(Node node) {
        if (!(node instanceof Element element)) {
            return node.outerHtml();
        }
        return element.tagName() + element.attributes().asList();
    }

    @Test
    void documents_areTheSameAfterSigningAndBack() throws IOException {
        Map<String, String> documents = documents();
        int urls = 0;
        for (Map.Entry<String, String> document : documents.entrySet()) {
            String text = withOwnUrls(document.getValue());
            for (boolean markup : new boolean[] { false, true }) {
                String signed = SIGNERS.sign(text, markup);

                assertThat(SIGNERS.signer().unsigned(signed)).as(document.getKey()).isEqualTo(text);
                urls += signed.split(Pattern.quote(markup ? QUERY.replace("&", "&amp;") : QUERY), -1).length - 1;
            }
        }
        System.out.println(documents.size() + " documents, " + urls + " signed URLs");
        assertThat(documents).hasSizeGreaterThan(100);
        assertThat(urls).isGreaterThan(100);
    }

    @Test
    void markup_hasTheSameTreeButForOurUrls() throws IOException {
        int signedUrls = 0;
        for (Map.Entry<String, String> document : documents().entrySet()) {
            if (!isMarkup(document.getKey())) {
                continue;
            }
            String text = withOwnUrls(document.getValue());
            List<String> before = tree(document.getKey(), text);
            List<String> after = tree(document.getKey(), SIGNERS.sign(text, true));

            assertThat(after).as(document.getKey()).hasSameSizeAs(before);
            for (int i = 0; i < after.size(); i++) {
                boolean signed = !after.get(i).equals(before.get(i));
                signedUrls += signed ? 1 : 0;
                // attributes and texts are written with the entity, CDATA sections without
                String left = after.get(i)
                        .replaceAll("(?:[?]|&(?:amp;)?)" + Pattern.quote(QUERY).replace("&", "\\E&(?:amp;)?\\Q"), "");
                assertThat(left.replace(SITE + "/", "https://www.example.com/")).as(document.getKey()).isEqualTo(before.get(i));
            }
        }
        assertThat(signedUrls).isGreaterThan(20);
    }
}
