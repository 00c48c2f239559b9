package io.quarkiverse.cloudfront.signer.deployment.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.arc.deployment.SynthesisFinishedBuildItem;
import io.quarkus.arc.processor.BeanArchives;
import io.quarkus.arc.processor.BeanProcessor;
import io.quarkus.elytron.security.runtime.ElytronPasswordIdentityProvider;
import io.quarkus.elytron.security.runtime.ElytronTokenIdentityProvider;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.runtime.IdentityProviderManagerCreator;
import io.quarkus.security.runtime.QuarkusPermissionSecurityIdentityAugmentor;
import io.quarkus.security.runtime.SecurityIdentityAssociation;
import io.quarkus.security.runtime.X509IdentityProvider;
import io.quarkus.vertx.http.runtime.security.BasicAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.MtlsAuthenticationMechanism;
import io.quarkus.vertx.http.security.HttpSecurity;
import io.quarkus.vertx.http.security.MechanismOfAnotherKind;
import io.quarkus.vertx.http.security.MechanismWithTokens;
import io.smallrye.mutiny.Uni;

class BuiltInLoginTest {

    /** What an application with basic authentication, a form, and users in a file has. */
    private static final List<Class<?>> OF_QUARKUS = List.of(BasicAuthenticationMechanism.class,
            FormAuthenticationMechanism.class, ElytronPasswordIdentityProvider.class, SecurityIdentityAssociation.class);

    private static boolean isTheOnly(Class<?>... ofTheApplication) throws IOException {
        List<Class<?>> classes = new ArrayList<>(OF_QUARKUS);
        classes.addAll(List.of(ofTheApplication));
        classes.addAll(List.of(CurrentIdentityAssociation.class, SecurityIdentityAugmentor.class, IdentityProvider.class,
                IdentityProviderManager.class, HttpAuthenticationMechanism.class, HttpSecurity.class));
        IndexView index = BeanArchives.buildImmutableBeanArchiveIndex(Index.of(classes.toArray(Class<?>[]::new)));
        BeanProcessor beans = BeanProcessor.builder().setName("test").setImmutableBeanArchiveIndex(index)
                .setComputingBeanArchiveIndex(BeanArchives.buildComputingBeanArchiveIndex(
                        BuiltInLoginTest.class.getClassLoader(), new ConcurrentHashMap<>(), index))
                .build();
        beans.registerCustomContexts();
        beans.registerScopes();
        beans.registerBeans();
        return BuiltInLogin.isTheOnly(new SynthesisFinishedBuildItem(beans.getBeanDeployment()));
    }

    @Test
    void loginOfQuarkusAlone_isBuiltIn() throws IOException {
        assertThat(isTheOnly()).isTrue();
        assertThat(isTheOnly(Harmless.class)).isTrue();
        assertThat(isTheOnly(X509IdentityProvider.class, ElytronTokenIdentityProvider.class)).isTrue();
    }

    /** A later version of a module without tokens can add such mechanisms. */
    @Test
    void otherMechanismOfQuarkus_mayUseTokens() throws IOException {
        assertThat(isTheOnly(MtlsAuthenticationMechanism.class, IdentityProviderManagerCreator.class,
                QuarkusPermissionSecurityIdentityAugmentor.class)).isTrue();
        assertThat(isTheOnly(MechanismWithTokens.class)).isFalse();
        assertThat(isTheOnly(MechanismOfAnotherKind.class)).isFalse();
    }

    @Test
    void mechanismThatCannotBeRead_mayUseTokens() throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(isTheOnly()).isFalse();
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = { Augmentor.class, ProducedAugmentor.class, Mechanism.class, OwnBasic.class, Provider.class,
            FieldOfCode.class, ConstructorOfCode.class, InitializerOfCode.class, ImplementationInCode.class,
            LookupInCode.class, Configurator.class, LooksLikeQuarkus.class })
    void anythingElseThatMakesIdentities_mayUseTokens(Class<?> ofTheApplication) throws IOException {
        assertThat(isTheOnly(ofTheApplication)).isFalse();
    }

    /** Reads the user only. */
    @ApplicationScoped
    static class Harmless {

        @Inject
        Instance<SecurityIdentity> user;
    }

    @ApplicationScoped
    static class Augmentor implements SecurityIdentityAugmentor {

        @Override
        public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
            return Uni.createFrom().item(identity);
        }
    }

    @ApplicationScoped
    static class ProducedAugmentor {

        @Produces
        SecurityIdentityAugmentor augmentor() {
            return new Augmentor();
        }
    }

    @ApplicationScoped
    static class Mechanism extends MechanismOfAnotherKind {
    }

    @ApplicationScoped
    static class OwnBasic extends BasicAuthenticationMechanism {

        OwnBasic() {
            super("realm", false);
        }
    }

    @ApplicationScoped
    static class Provider implements IdentityProvider<TrustedAuthenticationRequest> {

        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return Uni.createFrom().nullItem();
        }
    }

    @ApplicationScoped
    static class FieldOfCode {

        @Inject
        CurrentIdentityAssociation identities;
    }

    @ApplicationScoped
    static class ConstructorOfCode {

        ConstructorOfCode(CurrentIdentityAssociation identities) {
        }
    }

    @ApplicationScoped
    static class InitializerOfCode {

        @Inject
        void use(CurrentIdentityAssociation identities) {
        }
    }

    @ApplicationScoped
    static class ImplementationInCode {

        @Inject
        SecurityIdentityAssociation identities;
    }

    @ApplicationScoped
    static class LookupInCode {

        @Inject
        Instance<CurrentIdentityAssociation> identities;
    }

    @ApplicationScoped
    static class Configurator {

        void configure(@Observes HttpSecurity security) {
        }
    }

    /** Only subclasses that Quarkus generates for entities are known. */
    @ApplicationScoped
    static class LooksLikeQuarkus extends ElytronPasswordIdentityProvider {
    }
}
