package io.quarkiverse.cloudfront.signer;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.cloudfront.signer.fixtures.Rooms;
import io.quarkiverse.cloudfront.signer.fixtures.SharedState;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.smallrye.mutiny.groups.MultiSubscribe;
import io.smallrye.mutiny.groups.UniSubscribe;

/**
 * Checks the rules between packages, called rooms here.
 */
class ArchitectureTest {

    private static final String API = "io.quarkiverse.cloudfront.signer";
    private static final String RUNTIME = API + ".runtime..";
    private static final String ROOMS = API + ".runtime.(**)";
    private static final String KEY = API + ".runtime.key..";
    private static final String MARK = API + ".runtime.mark..";
    private static final String KEY_PARSE = API + ".runtime.key.parse..";
    private static final String BOUNCY_CASTLE = API + ".runtime.key.bouncycastle..";
    private static final String POLICY = API + ".runtime.policy..";
    private static final String URL = API + ".runtime.url..";

    private static JavaClasses mainClasses;

    @BeforeAll
    static void importClasses() {
        // only the classes that were compiled with the API, wherever the build puts them, and not the tests
        mainClasses = new ClassFileImporter()
                .importUrl(Policy.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /** A rule also passes if it does not find any classes to check. */
    @Test
    void importedClasses_includeEachRoom() {
        assertThat(mainClasses.contain(Policy.class)).isTrue();
        assertThat(mainClasses.contain(ArchitectureTest.class)).isFalse();
        for (String room : List.of(POLICY, URL, KEY, KEY_PARSE, BOUNCY_CASTLE)) {
            assertThat(mainClasses.stream().filter(resideInAPackage(room))).as(room).isNotEmpty();
        }
    }

    /** If a lock or {@code volatile} is removed, other tests rarely see it. */
    @Test
    void fieldsOfSharedClasses_areGuarded() {
        SharedState.assertGuarded(mainClasses, Set.of("ConfiguredSigner", "DefaultSignedPolicy", "KeyRegistry", "KeyRing",
                "KeySlot", "SignatureCache", "TimedRead"), Set.of("SignatureCache.current"));
    }

    /** Any Java program can sign. Of Jakarta EE, it uses annotations, and {@code NewCookie} if there is an implementation. */
    @Test
    void core_dependsOnFewLibraries() {
        classes().should().onlyDependOnClassesThat().resideInAnyPackage(API + "..", "java..", "javax.crypto..",
                "org.jspecify..", "org.jboss.logging..", "io.smallrye.mutiny..", "com.github.benmanes.caffeine..",
                "jakarta.inject..", "jakarta.interceptor..", "jakarta.enterprise.util..", "jakarta.ws.rs.core..",
                "org.bouncycastle..", "com.amazon.corretto.crypto.provider..")
                .because("any Java program can sign. Move code that needs another library to runtime or aws")
                .check(mainClasses);
    }

    @Test
    void publicApi_dependsOnNoImplementation() {
        noClasses().that().resideInAPackage(API).should().dependOnClassesThat().resideInAPackage(RUNTIME)
                .because(
                        "the API must not change with its implementation. Declare an interface in the API, and implement it below runtime")
                .check(mainClasses);
    }

    @Test
    void privateKeys_areUsedInTheKeyRoomOnly() {
        noClasses().that().resideOutsideOfPackage(KEY).should().dependOnClassesThat(
                belongToAnyOf(PrivateKey.class, Signature.class).or(resideInAnyPackage("org.bouncycastle..",
                        "java.security.spec..", "java.security.interfaces..")))
                .because("keys must not leave their packages. Move the code to runtime.key, or ask SigningKey to sign")
                .check(mainClasses);
        // the secret of marks is not a private key
        noClasses().that().resideOutsideOfPackages(KEY, MARK).should().dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .because("keys must not leave their packages. Move the code to runtime.key, or ask SigningKey to sign")
                .check(mainClasses);
    }

    @Test
    void policies_dependOnNoKeys() {
        noClasses().that().resideInAnyPackage(POLICY, URL).should().dependOnClassesThat().resideInAPackage(KEY)
                .because("policies are signed, and do not sign. Move the code that needs both to runtime.signature")
                .check(mainClasses);
    }

    @Test
    void keys_dependOnNoPolicies() {
        noClasses().that().resideInAPackage(KEY).should().dependOnClassesThat().resideInAnyPackage(POLICY, URL)
                .because("a key signs bytes. Move the code that needs both to runtime.signature").check(mainClasses);
    }

    /** Applications can leave it out, and other code runs without it. */
    @Test
    void bouncyCastle_isUsedInItsRoomOnly() {
        noClasses().that().resideOutsideOfPackage(BOUNCY_CASTLE).should().dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .because(
                        "applications can leave the library out. Move the code to runtime.key.bouncycastle, and call it through BouncyCastle")
                .check(mainClasses);
        noClasses().that().resideOutsideOfPackage(BOUNCY_CASTLE).and().doNotBelongToAnyOf(SignerBuilder.class).should()
                .dependOnClassesThat(resideInAPackage(BOUNCY_CASTLE).and(not(equivalentTo(BouncyCastle.class))))
                .because(
                        "applications can leave the library out. Move the code to runtime.key.bouncycastle, and call it through BouncyCastle")
                .check(mainClasses);
        noClasses().that().belongToAnyOf(SignerBuilder.class).should().dependOnClassesThat(resideInAPackage(BOUNCY_CASTLE)
                .and(not(belongToAnyOf(BouncyCastle.class, BouncyCastleLibrary.class))))
                .because(
                        "applications can leave the library out. Move the code to runtime.key.bouncycastle, and call it through BouncyCastle")
                .check(mainClasses);
    }

    /** The provider uses reflection, which a native executable does not support, and takes most of a second to load. */
    @Test
    void bouncyCastle_isUsedWithoutItsSecurityProvider() {
        assertThat(mainClasses.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())).contains("org.bouncycastle.crypto");
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle.jce.provider..", "org.bouncycastle..jcajce..")
                .because("it does not work in a native executable; use BouncyCastle's lightweight API, org.bouncycastle.crypto")
                .check(mainClasses);
    }

    /** Mutiny drops what the callbacks of a subscription throw. */
    @Test
    void mutiny_isSubscribedToInOnePlace() {
        noClasses().that(not(equivalentTo(UniRunner.class))).should().accessTargetWhere(describe("subscribes",
                call -> call.getTargetOwner().isAssignableTo(UniSubscribe.class)
                        || call.getTargetOwner().isAssignableTo(MultiSubscribe.class)))
                .because("Mutiny drops what the callbacks of a subscription throw. Use UniRunner").check(mainClasses);
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
        Rooms.assertSmall(mainClasses, 8);
    }

    @Test
    void packages_areNullMarked() {
        Rooms.assertNullMarked(mainClasses, 8);
    }

    /** An auditor can read them without knowing Mutiny or Jakarta EE. */
    @Test
    void urlsPoliciesAndKeyFormats_useNoLibrary() {
        noClasses().that().resideInAnyPackage(URL, POLICY, KEY_PARSE).should().dependOnClassesThat()
                .resideInAnyPackage("io.smallrye..", "jakarta..")
                .because(
                        "an auditor reads these packages without knowing libraries. Use the JDK only, or move the code to another package")
                .check(mainClasses);
    }
}
