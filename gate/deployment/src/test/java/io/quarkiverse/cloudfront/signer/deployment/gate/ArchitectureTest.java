package io.quarkiverse.cloudfront.signer.deployment.gate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.cloudfront.signer.fixtures.NativeRegistrations;
import io.quarkiverse.cloudfront.signer.fixtures.Rooms;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateInfo;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.groups.MultiSubscribe;
import io.smallrye.mutiny.groups.UniSubscribe;

/**
 * The rules of the extension that the gate is built on also hold for the gate.
 */
class ArchitectureTest {

    private static final String RUNTIME = "io.quarkiverse.cloudfront.signer.runtime.";
    private static final DescribedPredicate<JavaClass> USE_A_LIBRARY_THAT_MAY_BE_MISSING = describe(
            "use a library that an application may not have",
            type -> List.of("FreshLogin", "GateMetrics", "OidcGateSession").contains(type.getSimpleName()));

    private static JavaClasses runtime;
    private static JavaClasses all;

    @BeforeAll
    static void importClasses() {
        all = new ClassFileImporter().importUrls(List.of(GateInfo.class.getProtectionDomain().getCodeSource().getLocation(),
                GateProcessor.class.getProtectionDomain().getCodeSource().getLocation()));
        runtime = all.that(resideInAnyPackage(RUNTIME + "."));
    }

    /** A rule also passes if it does not find any classes to check. */
    @Test
    void importedClasses_areThoseOfBothModules() {
        assertThat(runtime.contain(GateInfo.class)).isTrue();
        assertThat(all.contain(GateProcessor.class)).isTrue();
        assertThat(all.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void rooms_haveNoCycles() {
        Rooms.assertNoCycles(runtime, RUNTIME + "(**)");
    }

    @Test
    void gate_sharesNoCodeWithTheEdge() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.quarkiverse.cloudfront.edge..")
                .because("signing and verifying check each other. Write the code again without the edge").check(all);
    }

    /** This way, their tests do not need an application. */
    @Test
    void decisions_useConstructorInjection() {
        noClasses().should().callMethodWhere(describe("looks up a bean",
                call -> call.getTargetOwner().isEquivalentTo(Arc.class) && !(call.getOrigin() instanceof JavaConstructor)))
                .because("tests create these classes without an application. Pass the bean to the constructor").check(runtime);
    }

    /** {@code UniRunner} and {@code ResponseHead} do so: callbacks that throw leave a request without an answer. */
    @Test
    void callbacks_areNotRegistered() {
        noClasses().should().accessTargetWhere(describe("registers a callback",
                call -> call.getTargetOwner().isAssignableTo(UniSubscribe.class)
                        || call.getTargetOwner().isAssignableTo(MultiSubscribe.class)
                        || call.getName().matches("headersEndHandler|addHeadersEndHandler")))
                .because("callbacks that throw leave a request without an answer. Use UniRunner or ResponseHead").check(all);
    }

    @Test
    void optionalLibraries_areUsedByBeansThatAreAddedWithThemOnly() {
        noClasses().that(DescribedPredicate.not(USE_A_LIBRARY_THAT_MAY_BE_MISSING)).should().dependOnClassesThat(
                resideInAnyPackage("io.quarkus.oidc..", "io.micrometer..", "org.jboss.resteasy..")
                        .or(USE_A_LIBRARY_THAT_MAY_BE_MISSING))
                .because(
                        "applications can be without the library. Move the code to a bean that GateProcessor adds with it, and name the bean in this test")
                .check(runtime);
    }

    /** All of them are in {@code internals.properties} of the extension that the gate is built on. */
    @Test
    void internalClassesOfQuarkus_areThoseThatTheOtherExtensionUses() {
        noClasses().should().dependOnClassesThat(resideInAnyPackage("io.quarkus..runtime..", "..impl..", "..internal..")
                .and(DescribedPredicate.not(resideInAnyPackage("io.quarkus.runtime..", "io.quarkus.arc.runtime..")))
                .and(DescribedPredicate.not(belongToAnyOf(CurrentVertxRequest.class, FormAuthenticationMechanism.class,
                        HttpAuthenticationMechanism.class, QuarkusHttpUser.class))))
                .because(
                        "internal classes can disappear. Use a public API, or name the class here and in internals.properties with the reason")
                .check(all);
    }

    @Test
    void nativeRegistrations_areAskedOfTheirBuildSteps() {
        NativeRegistrations.assertAsked(new ClassFileImporter().importPackagesOf(GateProcessor.class), 1);
    }

    @Test
    void output_doesNotDependOnTheLocale() {
        noClasses().should().callMethod(String.class, "toLowerCase").orShould().callMethod(String.class, "toUpperCase")
                .orShould().callMethod(String.class, "format", String.class, Object[].class)
                .because("output must be the same everywhere. Pass Locale.ROOT").check(all);
    }

    @Test
    void staticFields_areFinal() {
        Rooms.assertNoStaticState(all);
    }

    @Test
    void packages_areNullMarked() {
        Rooms.assertNullMarked(all, 0);
    }
}
