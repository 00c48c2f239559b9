package io.quarkiverse.cloudfront.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.cloudfront.edge.explain.Explanation;
import io.quarkiverse.cloudfront.signer.fixtures.Rooms;

/**
 * Checks the rules between packages, called rooms here.
 */
class ArchitectureTest {

    private static final String CLI = "io.quarkiverse.cloudfront.cli";

    private static JavaClasses mainClasses;

    @BeforeAll
    static void importClasses() {
        mainClasses = new ClassFileImporter()
                .importUrl(Program.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /** Otherwise, a mistake in the signer would not be noticed. */
    @Test
    void explaining_sharesNoCodeWithSigning() {
        assertThat(mainClasses.contain(ArchitectureTest.class)).isFalse();
        noClasses().that().resideInAPackage(CLI + ".explain..").should().dependOnClassesThat()
                .resideInAnyPackage("io.quarkiverse.cloudfront.signer..", CLI + ".key..")
                .because("a mistake in the signer would not be noticed otherwise. Use classes of the edge instead")
                .check(mainClasses);
    }

    /** Otherwise, a changed word would change what the program does. */
    @Test
    void wordsOfChecks_areOnlyPrinted() {
        noClasses().that().doNotHaveSimpleName("ExplanationReport").should().callMethod(Explanation.Check.class, "name")
                .orShould().callMethod(Explanation.Check.class, "sentence")
                .because("a changed word must not change what the program does. Decide by the rule or the state of the check")
                .check(mainClasses);
    }

    /** The JAR does not contain them. */
    @Test
    void program_needsNeitherQuarkusNorAServer() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "io.vertx..", "io.netty..")
                .because("the JAR does not contain them. Use the JDK instead").check(mainClasses);
    }

    /** Quarkus 4 brings another version of Jackson. */
    @Test
    void jsonLibrary_isKnownToOneClass() {
        noClasses().that().doNotHaveSimpleName("Json").should().dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson..")
                .because("Quarkus 4 brings another version of Jackson. Add a method to the class Json").check(mainClasses);
    }

    @Test
    void staticFields_areFinal() {
        Rooms.assertNoStaticState(mainClasses);
    }

    @Test
    void rooms_haveNoCycles() {
        Rooms.assertNoCycles(mainClasses, CLI + ".(**)");
    }

    @Test
    void rooms_areSmallAndNullMarked() {
        Rooms.assertSmall(mainClasses, 3);
        Rooms.assertNullMarked(mainClasses, 3);
    }
}
