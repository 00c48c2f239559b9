package io.quarkiverse.cloudfront.signer.playlist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * Checks the rules between packages, called rooms here.
 */
class ArchitectureTest {

    private static final String API = "io.quarkiverse.cloudfront.signer";
    private static final String ROOMS = API + ".runtime.(**)";
    private static final int MOST_CLASSES_IN_A_ROOM = 18;

    private static JavaClasses mainClasses;

    @BeforeAll
    static void importClasses() {
        mainClasses = new ClassFileImporter()
                .importUrl(SignedPlaylists.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /** Playlists are text in and text out, and are tested as such. */
    @Test
    void playlists_dependOnPoliciesAndUrlsOnly() {
        assertThat(mainClasses.contain(ArchitectureTest.class)).isFalse();
        classes().should().onlyDependOnClassesThat()
                .resideInAnyPackage(API, API + ".playlist", API + ".runtime.playlist..", API + ".runtime.policy..",
                        API + ".runtime.url..", "java..", "javax.xml..", "org.jspecify..")
                .check(mainClasses);
    }

    @Test
    void staticFields_areFinal() {
        fields().that().areStatic().should().beFinal().check(mainClasses);
    }

    /** A room only imports rooms below it. */
    @Test
    void rooms_haveNoCycles() {
        slices().matching(ROOMS).should().beFreeOfCycles().check(mainClasses);
    }

    @Test
    void rooms_areSmall() {
        Map<String, Long> rooms = mainClasses.stream().filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting()));
        assertThat(rooms).hasSizeGreaterThan(8).allSatisfy((room, classes) -> {
            assertThat(classes).as(room).isLessThanOrEqualTo(MOST_CLASSES_IN_A_ROOM);
        });
    }

    /** {@code @Nullable} marks what may be null, and the build checks the rest. */
    @Test
    void packages_areNullMarked() {
        assertThat(mainClasses.stream().map(JavaClass::getPackage).distinct()).hasSizeGreaterThan(8)
                .allMatch(room -> room.isAnnotatedWith(NullMarked.class));
    }
}
