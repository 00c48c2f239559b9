package io.quarkiverse.cloudfront.signer;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import io.quarkiverse.cloudfront.signer.fixtures.Rooms;
import io.quarkiverse.cloudfront.signer.fixtures.SharedState;
import io.quarkiverse.cloudfront.signer.runtime.async.ResponseHead;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.AsyncType;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkiverse.cloudfront.signer.runtime.probe.SelfTest;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.MultiSubscribe;
import io.smallrye.mutiny.groups.UniSubscribe;

/**
 * Checks the rules between packages, called rooms here.
 */
class ArchitectureTest {

    private static final String API = "io.quarkiverse.cloudfront.signer";
    private static final String ROOMS = API + ".runtime.(**)";
    private static final String BOUNCY_CASTLE = API + ".runtime.key.bouncycastle..";
    private static final String GRANT = API + ".runtime.grant..";
    private static final String REST = API + ".runtime.rest..";
    private static final String FIELDS = API + ".runtime.field..";
    private static final String[] DECISIONS = { GRANT, API + ".runtime.delivery..", API + ".runtime.interceptor..",
            API + ".runtime.field", API + ".runtime.user..", API + ".runtime.viewer..", API + ".runtime.qute..",
            API + ".runtime.revocation..", API + ".runtime.logout..", API + ".runtime.config..", API + ".runtime.probe.." };

    private static JavaClasses mainClasses;

    @BeforeAll
    static void importClasses() {
        // only the classes of this module, wherever the build puts them, and not the tests
        mainClasses = new ClassFileImporter()
                .importUrl(Grant.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /** A rule also passes if it does not find any classes to check. */
    @Test
    void importedClasses_includeEachRoom() {
        assertThat(mainClasses.contain(Policy.class)).isFalse();
        assertThat(mainClasses.contain(ArchitectureTest.class)).isFalse();
        for (String room : List.of(GRANT, REST, FIELDS)) {
            assertThat(mainClasses.stream().filter(resideInAPackage(room))).as(room).isNotEmpty();
        }
    }

    /** If a lock or {@code volatile} is removed, other tests rarely see it. */
    @Test
    void fieldsOfSharedClasses_areGuarded() {
        SharedState.assertGuarded(mainClasses, Set.of("EarlyCookieDelivery", "FieldRules", "Grant", "IdentityUsers",
                "Lookup", "PeriodicTask", "ResponseCookies", "SelfTest", "Shared", "SignedMethods", "SuspendCall",
                "TemplateUrls", "Viewer"), Set.of());
    }

    @Test
    void runtime_dependsOnNoDeploymentClass() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("..deployment..")
                .because("applications do not have these classes when they run. Pass the value through a recorder")
                .check(mainClasses);
    }

    /** Signing and verifying share no code, so that each checks the other. */
    @Test
    void signer_sharesNoCodeWithTheEdge() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.quarkiverse.cloudfront.edge..")
                .because("signing and verifying check each other. Write the code again without the edge").check(mainClasses);
    }

    @Test
    void privateKeys_areUsedInCoreOnly() {
        noClasses().should().dependOnClassesThat(
                belongToAnyOf(PrivateKey.class, Signature.class).or(resideInAnyPackage("org.bouncycastle..",
                        "java.security.spec..", "java.security.interfaces..", "javax.crypto..")))
                .because("keys must not leave core. Move the code to runtime.key in core").check(mainClasses);
    }

    /**
     * Code for dev mode is in its own module, which is on the class path neither in production nor in test mode. Only the
     * recorder for the local edge is here. The build uses it in dev and test mode only.
     */
    @Test
    void devMode_isUnknownHere() {
        noClasses().that().resideOutsideOfPackage("..runtime.edge").should().dependOnClassesThat()
                .resideInAPackage("io.quarkus.dev..")
                .because("production does not have these classes. Move the code to the module runtime-dev").check(mainClasses);
    }

    @Test
    void awsSdk_isUsedInTestsOnly() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("software.amazon..")
                .because("the AWS SDK is optional. Move the code to the module aws").check(mainClasses);
    }

    /** Applications can leave it out, and other code runs without it. */
    @Test
    void bouncyCastle_isUnknownHere() {
        noClasses().should().dependOnClassesThat(
                resideInAPackage(BOUNCY_CASTLE).and(not(equivalentTo(BouncyCastle.class))))
                .because("applications can leave the library out. Call it through BouncyCastle").check(mainClasses);
    }

    /** This way, their tests do not need an application. */
    @Test
    void decisions_useConstructorInjection() {
        assertThat(mainClasses.stream().filter(resideInAnyPackage(DECISIONS))).isNotEmpty();
        noClasses().that().resideInAnyPackage(DECISIONS).should()
                .callMethodWhere(describe("looks up a bean", call -> call.getTargetOwner().isEquivalentTo(Arc.class)
                        && !(call.getOrigin() instanceof JavaConstructor)))
                .because("tests create these classes without an application. Pass the bean to the constructor")
                .check(mainClasses);
    }

    /**
     * Mutiny drops what the callbacks of a subscription throw, so that a request would never be answered. Subscribers of
     * libraries are called by operators only, which are {@code Multi}s. {@code UniRunner} is in core.
     */
    @Test
    void mutiny_isSubscribedToInCoreOnly() {
        ArchRule rule = noClasses().should()
                .accessTargetWhere(
                        describe("subscribes with callbacks", call -> isSubscription(call) && call.getName().equals("with")))
                .because("Mutiny drops what the callbacks of a subscription throw. Use UniRunner");

        rule.check(mainClasses);
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(CallbackSubscriptions.class)).getFailureReport()
                .getDetails()).as("the rule finds each form").hasSize(CallbackSubscriptions.FORMS);
    }

    /** Also a subscriber of our own could throw. These only keep an item, or pass it on. */
    @Test
    void mutiny_hasNoOtherSubscribers() {
        noClasses().that().areNotAssignableTo(Multi.class).and().doNotHaveSimpleName("Shared")
                .and().doNotHaveSimpleName("FieldStream").should()
                .accessTargetWhere(
                        describe("subscribes", call -> isSubscription(call) && call.getName().endsWith("Subscriber")))
                .because("what a subscriber throws is lost. Use an operator of Mutiny, or UniRunner").check(mainClasses);
    }

    /** Vert.x does not answer a request if such a handler throws. */
    @Test
    void headOfTheResponse_isWorkedOnInOnePlace() {
        noClasses().that(not(equivalentTo(ResponseHead.class))).should()
                .accessTargetWhere(describe("adds a handler for the head of a response",
                        call -> call.getName().equals("addHeadersEndHandler") || call.getName().equals("headersEndHandler")))
                .because("Vert.x does not answer a request if such a handler throws. Use ResponseHead").check(mainClasses);
    }

    /** This way, another asynchronous type only needs another constant there. */
    @Test
    void asynchronousTypesOfMethods_areKnownInOnePlace() {
        noClasses().that().resideInAnyPackage(GRANT, API + ".runtime.delivery..", API + ".runtime.interceptor..",
                API + ".runtime.user..").and().areNotAssignableTo(AsyncType.class).should()
                .dependOnClassesThat(belongToAnyOf(CompletionStage.class, Flow.Publisher.class))
                .because("each type is converted in one place. Use Later, or add a constant to AsyncType").check(mainClasses);
        noClasses().that().resideInAnyPackage(GRANT, API + ".runtime.user..").should()
                .dependOnClassesThat(equivalentTo(Multi.class))
                .because("each type is converted in one place. Use Later, or add a constant to AsyncType").check(mainClasses);
    }

    private static boolean isSubscription(JavaAccess<?> call) {
        return call.getTargetOwner().isAssignableTo(UniSubscribe.class)
                || call.getTargetOwner().isAssignableTo(MultiSubscribe.class);
    }

    /** What the rule must find, even though the build does not have it. */
    private static final class CallbackSubscriptions {

        private static final int FORMS = 6;

        void subscribe(Uni<String> uni, Multi<String> multi, Runnable done) {
            uni.subscribe().with(item -> {
            });
            uni.subscribe().with(item -> done.run(), failure -> done.run());
            multi.subscribe().with(item -> done.run());
            multi.subscribe().with(item -> done.run(), failure -> done.run(), done);
            Function<UniSubscribe<String>, Object> reference = subscription -> subscription.with(item -> done.run());
            reference.apply(uni.subscribe());
            Function<Consumer<String>, Object> method = uni.subscribe()::with;
            method.apply(item -> done.run());
        }
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
        Rooms.assertSmall(mainClasses, 20);
    }

    @Test
    void packages_areNullMarked() {
        Rooms.assertNullMarked(mainClasses, 20);
    }

    @Test
    void quarkusRest_isUsedInItsRoomsOnly() {
        noClasses().that().resideOutsideOfPackage(REST).should().dependOnClassesThat()
                .resideInAnyPackage("org.jboss.resteasy..")
                .because("applications can be without Quarkus REST. Move the code to runtime.rest, behind an interface")
                .check(mainClasses);
    }

    /** A room for each library, which can be replaced without touching another one. Quarkus 4 brings another Jackson. */
    @Test
    void jsonLibraries_areUsedBySerializersOfSignedFieldsOnly() {
        Map.of("jackson", "com.fasterxml.jackson..", "jsonb", "jakarta.json.bind..").forEach((room, library) -> {
            String serializers = API + ".runtime.field." + room;
            noClasses().that().resideOutsideOfPackage(serializers).should().dependOnClassesThat()
                    .resideInAnyPackage(library, serializers)
                    .because(
                            "each JSON library can be missing. Move the code to the package of the library, below runtime.field")
                    .check(mainClasses);
            classes().that().resideInAPackage(serializers).should().onlyDependOnClassesThat(resideInAPackage(serializers)
                    .or(resideInAPackage(API + ".runtime.field")).or(resideInAPackage(API))
                    .or(resideOutsideOfPackage(API + "..")))
                    .because(
                            "each JSON library can be missing. Move the code to the package of the library, below runtime.field")
                    .check(mainClasses);
        });
    }

    /** Code that creates a grant decides who gets access to what. The gate, which is not here, does so, too. */
    @Test
    void grants_areCreatedByTheInterceptorAndTemplatesOnly() {
        noClasses().that()
                .resideOutsideOfPackages(GRANT, API + ".runtime.interceptor..", API + ".runtime.qute..")
                .should()
                .callConstructorWhere(describe("makes a grant", call -> call.getTargetOwner().isEquivalentTo(Grant.class)))
                .because("these classes decide who gets access. Take the Grant as a parameter").check(mainClasses);
    }

    /** For whom something is signed is decided in one place. */
    @Test
    void recipients_areNamedByGrantsAndSelfTestsOnly() {
        noClasses().that(not(equivalentTo(GrantTerms.class)).and(not(equivalentTo(SelfTest.class)))
                .and(not(resideInAPackage(API + ".runtime.signature")))).should()
                .accessTargetWhere(describe("names a recipient", call -> call.getName().equals("to")
                        && call.getTargetOwner().isEquivalentTo(ConfiguredSigner.class)))
                .because("for whom something is signed is decided in one place. Ask GrantTerms").check(mainClasses);
        assertThat(mainClasses.get(GrantTerms.class).getMethodCallsFromSelf()).anyMatch(call -> call.getName().equals("to"));
    }
}
