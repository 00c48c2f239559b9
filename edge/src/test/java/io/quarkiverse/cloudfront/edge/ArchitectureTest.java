package io.quarkiverse.cloudfront.edge;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.util.Set;

import org.jspecify.annotations.NullMarked;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;

import io.quarkiverse.cloudfront.signer.fixtures.SharedState;
import io.vertx.core.Future;

@AnalyzeClasses(locations = ArchitectureTest.Module.class)
class ArchitectureTest {

    /** The classes of this module, wherever the build puts them, without those that its tests use. */
    static class Module implements LocationProvider {

        @Override
        public Set<Location> get(Class<?> test) {
            return Set.of(Location.of(Edge.class.getProtectionDomain().getCodeSource().getLocation()));
        }
    }

    @ArchTest
    static final ArchRule the_edge_knows_neither_quarkus_nor_the_signer = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "io.smallrye..",
                    "io.quarkiverse.cloudfront.signer..", "jakarta..")
            .because("signing and verifying check each other. Write the code again with the JDK and Vert.x");

    /** What such a callback throws is only logged, so that a request would never be answered. A step of the work can fail. */
    @ArchTest
    static final ArchRule requests_are_not_answered_in_callbacks = noClasses()
            .should().accessTargetWhere(JavaAccess.Predicates.target(
                    owner(assignableTo(Future.class)).and(nameMatching("onSuccess|onComplete"))))
            .because("a request is never answered if such a callback throws. Use compose, map, or recover");

    @ArchTest
    static final ArchRule everything_belongs_to_the_edge = classes()
            .should().resideInAPackage("io.quarkiverse.cloudfront.edge..")
            .because("the module is the edge. Move the class below io.quarkiverse.cloudfront.edge");

    @ArchTest
    static final ArchRule verifying_and_explaining_need_no_server = noClasses()
            .that().resideInAnyPackage("..edge.verify..", "..edge.explain..")
            .should().dependOnClassesThat(resideInAPackage("io.vertx..").or(resideInAPackage("io.netty.."))
                    .or(resideInAPackage("io.quarkiverse.cloudfront.edge")))
            .because("tests and programs use these packages without a server. Move the code that needs Vert.x out of them");

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching("io.quarkiverse.cloudfront.(**)")
            .should().beFreeOfCycles()
            .because(
                    "a package only imports packages below it. Move the class that closes the circle, or declare an interface in the lower package");

    @ArchTest
    static final ArchRule verifying_knows_no_explaining = noClasses().that().resideOutsideOfPackage("..edge.explain..")
            .should().dependOnClassesThat().resideInAPackage("..edge.explain..")
            .because("a verdict must not depend on its words. Move the code to edge.explain");

    /** Quarkus 4 brings another version of Jackson. */
    @ArchTest
    static final ArchRule one_class_knows_the_json_library = noClasses().that().doNotHaveSimpleName("PolicyJson")
            .should().dependOnClassesThat().resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson..",
                    "io.vertx.core.json..")
            .because("Quarkus 4 brings another version of Jackson. Add a method to PolicyJson");

    /** The key of its own certificate is not a signer's. */
    @ArchTest
    static final ArchRule the_edge_never_touches_a_private_key = noClasses().that().resideOutsideOfPackage("..edge.tls")
            .should().dependOnClassesThat().areAssignableTo(PrivateKey.class)
            .because("the edge only verifies. Take the public key, or move the code to edge.tls");

    @ArchTest
    static final ArchRule no_static_state = fields().that().areStatic().should().beFinal()
            .because("tests run several edges in one JVM. Make the field final, or an instance field");

    @ArchTest
    static final ArchRule nothing_is_printed = noClasses().should().accessField(System.class, "out")
            .orShould().accessField(System.class, "err")
            .because("the edge runs inside applications. Use the log of the edge");

    /** If a lock or {@code volatile} is removed, other tests rarely see it. */
    @ArchTest
    static void fieldsOfSharedClasses_areGuarded(JavaClasses edge) {
        SharedState.assertGuarded(edge, Set.of("StaticPlaylists"), Set.of());
    }

    /** {@code @Nullable} marks what may be null, and the build checks the rest. */
    @ArchTest
    static void packages_areNullMarked(JavaClasses edge) {
        assertThat(edge.stream().map(JavaClass::getPackage).distinct()).hasSizeGreaterThan(3)
                .allMatch(part -> part.isAnnotatedWith(NullMarked.class));
    }
}
