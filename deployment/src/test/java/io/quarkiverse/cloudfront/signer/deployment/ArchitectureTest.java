package io.quarkiverse.cloudfront.signer.deployment;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
import io.quarkiverse.cloudfront.signer.fixtures.NativeRegistrations;
import io.quarkiverse.cloudfront.signer.fixtures.Rooms;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.devui.SignersJsonRpcService;
import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.quarkus.builder.BuildProvider;
import io.smallrye.mutiny.groups.MultiSubscribe;
import io.smallrye.mutiny.groups.UniSubscribe;

/**
 * Checks the rules between the packages of build time, called rooms here, and between their classes.
 */
class ArchitectureTest {

    private static final String API = "io.quarkiverse.cloudfront.signer";
    private static final String ROOMS = API + ".deployment.(**)";
    private static final int MOST_CLASSES_IN_A_CYCLE = 4;

    private static final List<Class<?>> MADE_BY_NAME = List.of(ServerRestHandler.class, EntityWriter.class,
            BuildProvider.class);

    private static final Set<String> PUBLIC_API = Set.of(API, API + ".plain", API + ".playlist");
    /**
     * Used by a constant, as a type argument, by a test of another package, the gate, the module aws, or the command line, or
     * created by name.
     */
    private static final Set<String> USED_WITHOUT_TRACE = Set.of("PercentDecoder", "CredentialsSource", "PendingPlaylist",
            "FieldsProcessor",
            "FieldReachability",
            "SignerNamesInterceptorFactory", "AmazonCorrettoProvider", "KotlinCoroutines", "CookieResponse",
            "SignatureService", "RequestAnswer", "PeriodicTask", "McpResourceLinks", "LogoutRevocation", "OidcPages",
            "OidcTenants", "FilterPriorities",
            "JacksonHalEntities", "JsonbHalEntities", "P256");

    private static JavaClasses deployment;
    private static JavaClasses all;

    @BeforeAll
    static void importClasses() {
        all = new ClassFileImporter().importUrls(List.of(
                DotNames.class.getProtectionDomain().getCodeSource().getLocation(),
                SignedResource.class.getProtectionDomain().getCodeSource().getLocation(),
                SignedPlaylists.class.getProtectionDomain().getCodeSource().getLocation(),
                CloudFrontSignerRecorder.class.getProtectionDomain().getCodeSource().getLocation(),
                SignersJsonRpcService.class.getProtectionDomain().getCodeSource().getLocation()));
        deployment = all.that(resideInAPackage(API + ".deployment.."));
    }

    @Test
    void rooms_haveNoCycles() {
        Rooms.assertNoCycles(deployment, ROOMS);
    }

    /** Mutiny drops what the callbacks of a subscription throw, so only {@code UniRunner} has some. */
    @Test
    void mutiny_isNotSubscribedTo() {
        noClasses().that(not(equivalentTo(UniRunner.class))).should().accessTargetWhere(describe("subscribes with callbacks",
                call -> (call.getTargetOwner().isAssignableTo(UniSubscribe.class)
                        || call.getTargetOwner().isAssignableTo(MultiSubscribe.class)) && call.getName().equals("with")))
                .because("Mutiny drops what the callbacks of a subscription throw. Use UniRunner").check(all);
    }

    @Test
    void rooms_areSmall() {
        Rooms.assertSmall(deployment, 10);
    }

    @Test
    void packages_areNullMarked() {
        Rooms.assertNullMarked(deployment, 10);
    }

    @Test
    void staticFields_areFinal() {
        Rooms.assertNoStaticState(deployment);
    }

    @Test
    void nativeRegistrations_areAskedOfTheirBuildSteps() {
        NativeRegistrations.assertAsked(new ClassFileImporter().importPackages(API + ".deployment"), 6);
    }

    /** To understand one of these classes, one has to read all of them. */
    @Test
    void classes_formNoCycleOfMoreThanFour() {
        assertThat(cycles()).allSatisfy(cycle -> assertThat(cycle)
                .as("classes that depend on each other. Let one of them take what it needs as a parameter")
                .hasSizeLessThanOrEqualTo(MOST_CLASSES_IN_A_CYCLE));
    }

    /** The figures are for contributors: {@code target/architecture.txt}. */
    @Test
    void figures_areWritten() throws IOException {
        StringBuilder figures = new StringBuilder();
        for (String module : List.of(API + ".runtime", API + ".deployment")) {
            Map<String, Long> rooms = Rooms.sizes(all.stream()
                    .filter(type -> type.getPackageName().startsWith(module) && !type.getName().contains("$$")));
            figures.append("%s: %s classes in %s packages, at most %s in one%n".formatted(module,
                    rooms.values().stream().mapToLong(Long::longValue).sum(), rooms.size(), Collections.max(rooms.values())));
        }
        figures.append("classes in the largest cycle: %s%n".formatted(cycles().stream().mapToInt(Set::size).max().orElse(1)));
        Path file = Files.writeString(Path.of("target", "architecture.txt"), figures);
        assertThat(file).content().contains("runtime: ", "deployment: ");
    }

    /** Groups of top-level classes in which each class depends on all others, directly or indirectly. */
    private static Set<Set<String>> cycles() {
        Map<String, Set<String>> reached = new HashMap<>();
        for (JavaClass type : all) {
            Set<String> used = reached.computeIfAbsent(topLevel(type), none -> new HashSet<>());
            type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)
                    .filter(target -> all.contain(target.getName()))
                    .map(ArchitectureTest::topLevel).forEach(used::add);
        }
        for (String through : List.copyOf(reached.keySet())) {
            for (Set<String> used : reached.values()) {
                if (used.contains(through)) {
                    used.addAll(Set.copyOf(reached.get(through)));
                }
            }
        }
        return reached.keySet().stream()
                .map(type -> reached.keySet().stream()
                        .filter(other -> reached.get(type).contains(other) && reached.get(other).contains(type))
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceAll("[$].*", "");
    }

    /** A class that no other package uses is package-private, unless Quarkus creates it by name. */
    @Test
    void publicClasses_areUsedByAnotherRoom() {
        Set<String> unused = all.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !PUBLIC_API.contains(type.getPackageName()) && !isMadeByName(type))
                .filter(type -> type.getDirectDependenciesToSelf().stream().map(Dependency::getOriginClass)
                        .allMatch(user -> user.getPackageName().equals(type.getPackageName())))
                .map(JavaClass::getSimpleName).collect(Collectors.toSet());

        assertThat(unused).as("public classes that no other package uses. Make a new one package-private, and remove the name "
                + "of one that is used or gone from USED_WITHOUT_TRACE").isEqualTo(USED_WITHOUT_TRACE);
    }

    private static boolean isMadeByName(JavaClass type) {
        return type.getName().contains("$$") || type.getPackageName().startsWith(API + ".runtime.devui")
                || type.isInterface() && type.getPackageName().equals(API + ".runtime.config")
                || MADE_BY_NAME.stream().anyMatch(type::isAssignableTo);
    }
}
