package io.quarkiverse.cloudfront.signer;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.security.Signature;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkus.arc.Arc;

/**
 * Keeps the rooms of the house apart.
 */
class ArchitectureTest {

    private static final String API = "io.quarkiverse.cloudfront.signer";
    private static final String RUNTIME = API + ".runtime..";
    private static final String KEY = API + ".runtime.key..";
    private static final String POLICY = API + ".runtime.policy..";
    private static final String DEV_UI = API + ".runtime.devui..";
    private static final String[] DECISIONS = { API + ".runtime.rewrite..", API + ".runtime.security..",
            API + ".runtime.viewer..", API + ".runtime.qute.." };
    private static final String PLAYLIST = API + ".runtime.playlist..";

    private static JavaClasses mainClasses;

    @BeforeAll
    static void importClasses() {
        // what was compiled beside the API, wherever the build puts it: the tests are elsewhere
        mainClasses = new ClassFileImporter()
                .importUrl(Policy.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /** Rules pass when there is nothing that they could find. */
    @Test
    void theClassesAreThere() {
        assertThat(mainClasses.contain(Policy.class)).isTrue();
        assertThat(mainClasses.contain(ArchitectureTest.class)).isFalse();
        assertThat(mainClasses.stream().filter(resideInAPackage(KEY))).isNotEmpty();
        assertThat(mainClasses.stream().filter(resideInAPackage(POLICY))).isNotEmpty();
        assertThat(mainClasses.stream().filter(resideInAPackage(PLAYLIST))).isNotEmpty();
    }

    @Test
    void thePublicApiKnowsNothingBehindIt() {
        noClasses().that().resideInAPackage(API).should().dependOnClassesThat().resideInAPackage(RUNTIME).check(mainClasses);
    }

    @Test
    void runTimeKnowsNoBuildTime() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("..deployment..").check(mainClasses);
    }

    /** Signing and verifying share no code, so that each checks the other. */
    @Test
    void theSignerKnowsNoEdge() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.quarkiverse.cloudfront.edge..").check(mainClasses);
    }

    @Test
    void onlyTheKeyRoomTouchesPrivateKeys() {
        noClasses().that().resideOutsideOfPackage(KEY).should().dependOnClassesThat(
                belongToAnyOf(PrivateKey.class, Signature.class).or(resideInAnyPackage("org.bouncycastle..",
                        "java.security.spec..", "java.security.interfaces..", "javax.crypto..")))
                .check(mainClasses);
    }

    /** It is there in dev mode alone. */
    @Test
    void nothingNeedsWhatIsForDevUi() {
        noClasses().that().resideOutsideOfPackage(DEV_UI).should().dependOnClassesThat().resideInAPackage(DEV_UI)
                .check(mainClasses);
        noClasses().that().resideOutsideOfPackage(DEV_UI).should().dependOnClassesThat()
                .resideInAPackage("io.quarkus.dev.console..").check(mainClasses);
    }

    @Test
    void policiesKnowNoKeys() {
        noClasses().that().resideInAPackage(POLICY).should().dependOnClassesThat().resideInAPackage(KEY).check(mainClasses);
    }

    @Test
    void keysKnowNoPolicies() {
        noClasses().that().resideInAPackage(KEY).should().dependOnClassesThat().resideInAPackage(POLICY).check(mainClasses);
    }

    /** They are text in and text out, and are tested as such. */
    @Test
    void playlistsKnowPoliciesAlone() {
        classes().that().resideInAPackage(PLAYLIST).should().onlyDependOnClassesThat()
                .resideInAnyPackage(PLAYLIST, POLICY, API, "java..", "javax.xml..").check(mainClasses);
    }

    @Test
    void theSdkIsAnOracleForTestsAlone() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("software.amazon..").check(mainClasses);
    }

    /** Its security provider works by reflection, so not in a native executable, and takes most of a second to load. */
    @Test
    void bouncyCastle_isUsedWithoutItsSecurityProvider() {
        assertThat(mainClasses.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())).contains("org.bouncycastle.crypto");
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle.jce.provider..", "org.bouncycastle..jcajce..")
                .because("it does not work in a native executable; use BouncyCastle's lightweight API, org.bouncycastle.crypto")
                .check(mainClasses);
    }

    /** So that tests need no application. */
    @Test
    void decisions_getTheirCollaboratorsThroughTheConstructor() {
        assertThat(mainClasses.stream().filter(resideInAnyPackage(DECISIONS))).isNotEmpty();
        noClasses().that().resideInAnyPackage(DECISIONS).should()
                .callMethodWhere(describe("looks up a bean", call -> call.getTargetOwner().isEquivalentTo(Arc.class)
                        && !(call.getOrigin() instanceof JavaConstructor)))
                .check(mainClasses);
    }

    @Test
    void noStaticStateChanges() {
        fields().that().areStatic().should().beFinal().check(mainClasses);
    }

    /** Where nobody needs them elsewhere, classes are package-private; what is public behind the API is few enough to name. */
    @Test
    void theseRoomsShowLittle() {
        classes().that().resideInAnyPackage(POLICY, KEY, PLAYLIST).and().arePublic().should().haveNameMatching(
                ".*\\.(?:AppliedPolicy|CookieRule|ExpiryRule|ParameterWriter|PolicyBuilder|PolicyTemplate|Refusal|ReservedNames|UrlGuard"
                        + "|CorrettoProvider|CryptoProvider|HashAlgorithm|KeyDescription|KeyPairIds|KeyRing|KeySlot|KeySource|KeyStatus(?:\\$\\w+)?"
                        + "|KeyWatch|LocalKey|LocalKeys|RemoteKey|SafeQuote|SignatureCacheStatus"
                        + "|SignatureEvent(?:\\$\\w+)?|SignatureListener|Signatures(?:\\$\\w+)?|SigningCrypto|UnusableKeyException"
                        + "|ForeignUris|GrantedUris|Playlist|PlaylistType|RewritingStream|UriReference"
                        + "|KeyListing(?:\\$\\w+)?)")
                .check(mainClasses);
    }
}
