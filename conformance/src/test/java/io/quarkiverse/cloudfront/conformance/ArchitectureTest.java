package io.quarkiverse.cloudfront.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import io.quarkiverse.cloudfront.signer.fixtures.Rooms;

class ArchitectureTest {

    private static JavaClasses mainClasses;

    @BeforeAll
    static void importClasses() {
        mainClasses = new ClassFileImporter()
                .importUrl(Conformance.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /** Otherwise, a mistake in the code that verifies would not be noticed. */
    @Test
    void questions_shareNoCodeWithTheEdge() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.quarkiverse.cloudfront.edge..",
                "io.quarkiverse.cloudfront.cli.explain..").check(mainClasses);
    }

    /** The signer refuses most of what is asked, so only its reader of keys is used. */
    @Test
    void questions_areNotSignedByTheSigner() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.quarkiverse.cloudfront.signer",
                "io.quarkiverse.cloudfront.signer.plain..", "io.quarkiverse.cloudfront.signer.runtime.policy..",
                "io.quarkiverse.cloudfront.signer.runtime.signature..", "io.quarkiverse.cloudfront.signer.runtime.url..")
                .check(mainClasses);
    }

    /** No other module depends on this one. */
    @Test
    void classes_areNotPublic() {
        ArchRuleDefinition.classes().should().notHaveModifier(JavaModifier.PUBLIC).check(mainClasses);
    }

    @Test
    void staticFields_areFinal() {
        Rooms.assertNoStaticState(mainClasses);
    }

    @Test
    void rooms_areSmallAndNullMarked() {
        Rooms.assertSmall(mainClasses, 0);
        Rooms.assertNullMarked(mainClasses, 0);
    }
}
