package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.deployment.field.ForeignClasses;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;

/**
 * The internal classes of other projects that core, playlists, runtime, deployment, and edge use are listed, with a reason, and
 * still exist. The
 * compiler does not notice if a class that is only known by name is removed.
 */
class QuarkusInternalsTest {

    private static final String LIST = "internals.properties";
    /** Extensions that must not be on the class path, because the applications of all tests would then have them. */
    private static final Path OTHER_EXTENSIONS = Path.of("target/other-extensions");

    private static final Path REQUESTS = Path.of("../.github/quarkiverse/requests.md");
    private static final Pattern FUTURE = Pattern
            .compile(".*\\S \\| 4\\.0: (?:there|moved|gone)\\b[^|]* in \\S+ \\| Instead: (?:request (\\w+)|\\S[^|]*)");

    private static final Pattern USERS = Pattern.compile("([A-Z]\\w+(?:, [A-Z]\\w+)*): ");

    private static final Properties REASONS = new Properties();
    private static ForeignClasses used;
    private static ClassLoader classes;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream list = QuarkusInternalsTest.class.getResourceAsStream("/" + LIST)) {
            REASONS.load(list);
        }
        used = ForeignClasses.of(SignedResource.class, SignedPlaylists.class, CloudFrontSignerRecorder.class, DotNames.class,
                Edge.class);
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(OTHER_EXTENSIONS)) {
            for (Path jar : files.toList()) {
                jars.add(url(jar));
            }
        }
        classes = new URLClassLoader(jars.toArray(URL[]::new), QuarkusInternalsTest.class.getClassLoader());
    }

    @Test
    void internalClass_isListedWithItsReason() {
        Map<String, Set<String>> unlisted = new TreeMap<>(used.internal());
        unlisted.keySet().removeAll(REASONS.stringPropertyNames());

        assertThat(unlisted).as(
                "internal classes and their users. Use a public API, or add them to %s with the reason, like its other entries",
                LIST).isEmpty();
    }

    @Test
    void listedClass_isStillUsed() {
        List<String> unused = REASONS.stringPropertyNames().stream().map(QuarkusInternalsTest::className)
                .filter(name -> !used.internal().containsKey(name)).sorted().toList();

        assertThat(unused).as("unused classes. Remove them from %s", LIST).isEmpty();
    }

    /** A reason can begin with the classes that it is about. */
    @Test
    void classNamedInAReason_usesTheListedOne() {
        Map<String, Set<String>> strangers = new TreeMap<>();
        for (String listed : REASONS.stringPropertyNames()) {
            Matcher users = USERS.matcher(REASONS.getProperty(listed));
            if (users.lookingAt()) {
                Set<String> named = new TreeSet<>(List.of(users.group(1).split(", ")));
                named.removeAll(used.internal().getOrDefault(className(listed), Set.of()));
                if (!named.isEmpty()) {
                    strangers.put(listed, named);
                }
            }
        }

        assertThat(strangers).as("classes in reasons that do not use the listed class. Change %s", LIST).isEmpty();
    }

    /** Also says what would make the class unnecessary. */
    @Test
    void listedClass_hasItsFateInQuarkus4() throws IOException {
        String requests = Files.readString(REQUESTS);
        Map<String, String> unclear = new TreeMap<>();
        for (String listed : REASONS.stringPropertyNames()) {
            Matcher future = FUTURE.matcher(REASONS.getProperty(listed));
            if (!future.matches() || future.group(1) != null && !requests.contains("\n## " + future.group(1) + "\n")) {
                unclear.put(listed, REASONS.getProperty(listed));
            }
        }

        assertThat(unclear)
                .as("Complete these entries of %s with \"| 4.0: there, moved, or gone, in MODULE | Instead: API or request\", whose "
                        + "request is a section of %s", LIST, REQUESTS)
                .isEmpty();
    }

    @Test
    void request_isMadeForAListedClass() throws IOException {
        String reasons = String.join("\n", REASONS.stringPropertyNames().stream().map(REASONS::getProperty).toList()) + "\n";

        assertThat(Files.readAllLines(REQUESTS).stream().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
                .isNotEmpty().allSatisfy(request -> assertThat(reasons)
                        .as("A request that no class needs any more: remove the section %s of %s", request, REQUESTS)
                        .contains("| Instead: request " + request + "\n"));
    }

    @Test
    void classKnownByName_exists() {
        List<String> gone = new ArrayList<>();
        used.named().forEach((name, users) -> {
            if (classes.getResource(name.replace('.', '/') + ".class") == null) {
                gone.add(sentence(name, users, REASONS.getProperty(name, "it is a public class")));
            }
        });

        assertThat(gone).isEmpty();
    }

    @Test
    void memberKnownByName_exists() throws ClassNotFoundException {
        List<String> gone = new ArrayList<>();
        for (String member : REASONS.stringPropertyNames()) {
            if (member.contains("#") && Stream.of(Class.forName(className(member), false, classes).getDeclaredMethods())
                    .map(Method::getName).noneMatch(member.substring(member.indexOf('#') + 1)::equals)) {
                gone.add(sentence(member, used.internal().get(className(member)), REASONS.getProperty(member)));
            }
        }

        assertThat(gone).isEmpty();
    }

    private static String sentence(String gone, Set<String> users, String reason) {
        return "This version of Quarkus no longer has " + gone + ", which " + users + " know by name (" + reason
                + "). Find what took its place, and change both.";
    }

    private static String className(String listed) {
        return listed.replaceFirst("#.*", "");
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
