package io.quarkiverse.cloudfront.signer.playlist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.cloudfront.signer.fixtures.Rooms;

/**
 * Checks the rules between packages, called rooms here.
 */
class ArchitectureTest {

    private static final String API = "io.quarkiverse.cloudfront.signer";
    private static final String ROOMS = API + ".runtime.(**)";

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
                .because(
                        "playlists are text in and text out. Move code that needs more to runtime.delivery or runtime.rest.playlist")
                .check(mainClasses);
    }

    @Test
    void staticFields_areFinal() {
        Rooms.assertNoStaticState(mainClasses);
    }

    @Test
    void rooms_haveNoCycles() {
        Rooms.assertNoCycles(mainClasses, ROOMS);
    }

    @Test
    void rooms_areSmall() {
        Rooms.assertSmall(mainClasses, 7);
    }

    @Test
    void packages_areNullMarked() {
        Rooms.assertNullMarked(mainClasses, 7);
    }
}
