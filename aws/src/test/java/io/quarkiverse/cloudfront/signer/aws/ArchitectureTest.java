package io.quarkiverse.cloudfront.signer.aws;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.cloudfront.signer.fixtures.Rooms;

/**
 * Checks what the module depends on.
 */
class ArchitectureTest {

    private static JavaClasses mainClasses;

    @BeforeAll
    static void importClasses() {
        mainClasses = new ClassFileImporter()
                .importUrl(KmsKey.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /** Java programs without Quarkus can use it, too. */
    @Test
    void module_dependsOnCoreAndTheAwsSdk() {
        assertThat(mainClasses.contain(ArchitectureTest.class)).isFalse();
        classes().should().onlyDependOnClassesThat()
                .resideInAnyPackage("io.quarkiverse.cloudfront.signer..", "java..", "javax.crypto..",
                        "org.jspecify..", "org.jboss.logging", "io.smallrye.mutiny..", "jakarta.annotation", "jakarta.inject",
                        "jakarta.enterprise.inject..",
                        "software.amazon.awssdk..")
                .because("Java programs without Quarkus use this module. Move code that needs more to runtime")
                .check(mainClasses);
    }

    /** This way, their tests do not need an application. */
    @Test
    void decisions_useConstructorInjection() {
        noClasses().that(not(equivalentTo(KmsKeyService.class))).should()
                .dependOnClassesThat().resideInAPackage("jakarta.enterprise.inject.spi..")
                .because("tests create these classes without a container. Pass the bean to the constructor").check(mainClasses);
    }

    @Test
    void module_hasNoStaticState_andIsNullMarked() {
        Rooms.assertNoStaticState(mainClasses);
        Rooms.assertNullMarked(mainClasses, 0);
    }
}
