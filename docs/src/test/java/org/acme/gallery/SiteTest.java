package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Antora builds the pages without a warning, and all their links among each other have targets.
 */
@NeedsProgram(Program.NPM)
class SiteTest {

    private static final Path PLAYBOOK = Path.of("site").toAbsolutePath();
    private static final Path SITE = Path.of("target/site").toAbsolutePath();

    @BeforeAll
    static void build() throws Exception {
        run("npm", "ci", "--no-audit", "--no-fund");
        // its playbook makes every warning an error
        run("npx", "--no-install", "antora", "antora-playbook.yml");
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).directory(PLAYBOOK.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void links_haveTargets() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Document document = read(page);
            for (Element link : document.select("a[href], img[src]")) {
                String target = link.hasAttr("href") ? link.attr("href") : link.attr("src");
                if (!target.contains(":") && !isThere(page, target)) {
                    broken.add(page.getFileName() + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void pages_areInTheNavigation() throws IOException {
        Path start = pages().stream().filter(page -> page.endsWith("index.html")).findFirst().orElseThrow();
        List<String> listed = read(start).select("nav li a").eachAttr("href");
        List<String> unlisted = new ArrayList<>();
        for (Path page : pages()) {
            if (!listed.contains(page.getFileName().toString())) {
                unlisted.add(page.getFileName().toString());
            }
        }
        assertThat(unlisted).isEmpty();
    }

    @Test
    void page_leadsToAnother() throws IOException {
        List<String> ends = new ArrayList<>();
        for (Path page : pages()) {
            Document document = read(page);
            if (!document.select("article").isEmpty() && document.select("article a[href*=.html]:not([href*=:])").isEmpty()) {
                ends.add(page.getFileName().toString());
            }
        }
        assertThat(ends).isEmpty();
    }

    private static boolean isThere(Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.exists(file) && (hash < 0 || read(file).getElementById(target.substring(hash + 1)) != null);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(SITE.resolve("quarkus-cloudfront-signer"))) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    private static Document read(Path page) throws IOException {
        return Jsoup.parse(page.toFile());
    }
}
