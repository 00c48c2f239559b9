package io.quarkiverse.cloudfront.signer.deployment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.resteasy.reactive.server.core.serialization.EntityWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkus.builder.BuildProvider;

/**
 * Keeps the rooms of build time apart, and what all rooms show to what another one uses.
 */
class ArchitectureTest {

    private static final String API = "io.quarkiverse.cloudfront.signer";
    private static final String ROOMS = API + ".deployment.(**)";
    private static final int MOST_CLASSES_IN_A_ROOM = 18;

    private static final List<Class<?>> MADE_BY_NAME = List.of(ServerRestHandler.class, EntityWriter.class,
            BuildProvider.class);

    /** Constants, type arguments and services leave no trace in the bytecode of the class that uses them. */
    private static final Set<String> USED_WITHOUT_TRACE = Set.of("CachedSignature", "SignedResourceListing",
            "CloudFrontServiceBindingConverter");

    private static JavaClasses deployment;
    private static JavaClasses both;

    @BeforeAll
    static void importClasses() {
        ClassFileImporter importer = new ClassFileImporter();
        deployment = importer.importUrl(DotNames.class.getProtectionDomain().getCodeSource().getLocation());
        both = importer.importUrls(List.of(
                DotNames.class.getProtectionDomain().getCodeSource().getLocation(),
                SignedResource.class.getProtectionDomain().getCodeSource().getLocation()));
    }

    @Test
    void rooms_haveNoCycles() {
        slices().matching(ROOMS).should().beFreeOfCycles().check(deployment);
    }

    @Test
    void rooms_areSmall() {
        Map<String, Long> rooms = deployment.stream().filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting()));
        assertThat(rooms).hasSizeGreaterThan(10).allSatisfy((room, classes) -> {
            assertThat(classes).as(room).isLessThanOrEqualTo(MOST_CLASSES_IN_A_ROOM);
        });
    }

    @Test
    void staticFields_areFinal() {
        fields().that().areStatic().should().beFinal().check(deployment);
    }

    /** A class that no other room uses is package-private, unless Quarkus makes it by its name. */
    @Test
    void publicClasses_areUsedByAnotherRoom() {
        assertThat(both.stream().filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getPackageName().equals(API) && !isMadeByName(type))
                .filter(type -> type.getDirectDependenciesToSelf().stream().map(Dependency::getOriginClass)
                        .allMatch(user -> user.getPackageName().equals(type.getPackageName())))
                .map(JavaClass::getName)).isEmpty();
    }

    private static boolean isMadeByName(JavaClass type) {
        return type.getName().contains("$$") || USED_WITHOUT_TRACE.contains(type.getSimpleName())
                || type.getPackageName().startsWith(API + ".runtime.devui")
                || type.isInterface() && type.getPackageName().equals(API + ".runtime.config")
                || MADE_BY_NAME.stream().anyMatch(type::isAssignableTo);
    }
}
