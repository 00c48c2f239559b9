package io.quarkiverse.cloudfront.signer.applications.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.PageCommands;
import io.quarkiverse.cloudfront.signer.fixtures.PageProject;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.maven.dependency.Dependency;

/**
 * The application of a reader who creates one with the codestart, and pastes the blocks of a guide until its last request: it
 * starts in dev mode with the dependencies that the guide has named, and answers the requests as the guide shows.
 */
class PageApplicationTest {

    private static final Path REPOSITORY = Path.of("../..");
    private static final Path PAGES = REPOSITORY.resolve("docs/modules/ROOT/pages");
    private static final Pattern REQUEST = Pattern.compile("(?m)^(?:\\w+=\\$\\()?curl ");

    /** The page says that the log has the address of the provider. */
    private static final Pattern PROVIDER = Pattern.compile("http://localhost:(?!8080)\\d+");
    private static final String DEV_SERVICES = "io.quarkus.deployment.builditem.DevServicesRegistryBuildItem";

    /** What answers the requests of the other pages. */
    private static final Map<String, String> OTHERS = Map.of(
            "agents", "the application of the module, which only has the blocks of the page: AgentLoginTest",
            "getting-started", "the application that Quarkus CLI generates: GettingStartedTest",
            "going-live", "a distribution in AWS",
            "marks", "an application in production",
            "private-site-tutorial", "a site that a generator makes",
            "runbooks", "an application in production",
            "without-quarkus", "an application without Quarkus: AlbumsTest");

    private static final Pattern DEPENDENCY = Pattern
            .compile("<groupId>io.quarkus</groupId>\\s*<artifactId>([\\w-]+)</artifactId>\\s*</dependency>");

    @ParameterizedTest
    @MethodSource("guides")
    @Tag("nightly")
    @NeedsProgram({ Program.BASH, Program.CURL })
    void requestsOfAGuide_areAnsweredByTheApplicationOfItsBlocks(String guide) throws Exception {
        Path page = PAGES.resolve(guide + ".adoc");
        PageCommands commands = PageCommands.of(page);
        assertThat(commands.requests()).isNotEmpty();
        PageProject project = PageProject.untilLastRequest(page, REPOSITORY);
        int port = FreePort.find();

        List<String> actual;
        try (CapturedLog log = CapturedLog.begin(DEV_SERVICES);
                DevMode application = DevMode.start(dependencies(project), files(project, port))) {
            String provider = PROVIDER.matcher(log.text()).results().map(MatchResult::group).findFirst().orElse("none");
            actual = new PageCommands(commands.requests().stream()
                    .map(request -> PROVIDER.matcher(request).replaceAll(provider)).toList(), commands.outputs())
                    .send(URI.create("http://localhost:" + port + "/"));
        }

        assertThat(actual).hasSameSizeAs(commands.outputs());
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).as(commands.requests().get(i)).matches(commands.outputs().get(i));
        }
    }

    /** Of all pages with requests. */
    static List<String> guides() throws IOException {
        List<String> guides = new ArrayList<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.sorted().toList()) {
                String name = page.getFileName().toString().replace(".adoc", "");
                if (REQUEST.matcher(Files.readString(page)).find() && !OTHERS.containsKey(name)) {
                    guides.add(name);
                }
            }
        }
        return guides;
    }

    private static List<Dependency> dependencies(PageProject project) throws IOException {
        List<Dependency> dependencies = new ArrayList<>(List.of(Dependency.of("io.quarkiverse.cloudfront",
                "quarkus-cloudfront-signer", System.getProperty("version.project"))));
        DEPENDENCY.matcher(Files.readString(REPOSITORY.resolve("docs/pom.xml"))).results().map(match -> match.group(1))
                .filter(project.artifacts()::contains)
                .map(artifact -> Dependency.of("io.quarkus", artifact, System.getProperty("version.quarkus")))
                .forEach(dependencies::add);
        return dependencies;
    }

    private Map<String, String> files(PageProject project, int port) throws IOException {
        Map<String, String> files = project.files();
        files.merge("resources/application.properties", """
                quarkus.http.port=%d
                quarkus.http.auth.basic=true
                quarkus.security.users.embedded.enabled=true
                quarkus.security.users.embedded.plain-text=true
                quarkus.security.users.embedded.users.alice=wonderland
                quarkus.keycloak.devservices.enabled=false
                quarkus.cloudfront-signer.devservices.origin=%s
                """.formatted(port, REPOSITORY.resolve("docs/src/main/cloudfront-origin").toAbsolutePath()),
                (own, others) -> others + own);
        return files;
    }
}
