package io.quarkiverse.cloudfront.signer.deployment.capability;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkus.arc.deployment.RegisteredComponentsBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.security.HttpSecurity;

/**
 * Determines whether users only log in with Quarkus's own mechanisms without tokens: basic and form authentication, client
 * certificates, and WebAuthn. This is an allow-list, because anything else that creates or changes an identity may use a token.
 */
public final class BuiltInLogin {

    private static final DotName IDENTITIES = DotName.createSimple(CurrentIdentityAssociation.class);
    private static final DotName IDENTITIES_CLASS = DotName
            .createSimple("io.quarkus.security.runtime.SecurityIdentityAssociation");

    private static final DotName PROVIDER = DotName.createSimple(IdentityProvider.class);

    private static final Set<DotName> MAKE_IDENTITIES = Stream.of(HttpAuthenticationMechanism.class, IdentityProvider.class,
            IdentityProviderManager.class, SecurityIdentityAugmentor.class, CurrentIdentityAssociation.class)
            .map(DotName::createSimple).collect(Collectors.toSet());

    private static final Set<String> WITHOUT_TOKENS = Set.of(
            "io.quarkus.vertx.http.runtime.security.BasicAuthenticationMechanism",
            "io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism",
            "io.quarkus.vertx.http.runtime.security.MtlsAuthenticationMechanism",
            "io.quarkus.security.webauthn.WebAuthnAuthenticationMechanism",
            "io.quarkus.security.runtime.IdentityProviderManagerCreator",
            "io.quarkus.security.runtime.QuarkusPermissionSecurityIdentityAugmentor",
            "io.quarkus.security.runtime.SecurityIdentityAssociation");

    private BuiltInLogin() {
    }

    public static boolean isTheOnly(RegisteredComponentsBuildItem components) {
        return components.getBeans().stream().filter(BuiltInLogin::makesIdentities).allMatch(BuiltInLogin::isWithoutTokens)
                && components.getObservers().stream().noneMatch(observer -> observer.getObservedType().name()
                        .equals(DotName.createSimple(HttpSecurity.class)))
                && components.getInjectionPoints().stream().noneMatch(BuiltInLogin::mayReplaceTheUser);
    }

    private static boolean makesIdentities(BeanInfo bean) {
        Collection<Type> types = bean.getTypes();
        return types.stream().anyMatch(type -> MAKE_IDENTITIES.contains(type.name()));
    }

    private static boolean isWithoutTokens(BeanInfo bean) {
        return WITHOUT_TOKENS.contains(bean.getBeanClass().toString()) || isProviderOfQuarkus(bean);
    }

    /**
     * Such a provider only has a token if a mechanism gives it one, and the mechanisms with tokens are not in the list.
     */
    private static boolean isProviderOfQuarkus(BeanInfo bean) {
        if (!bean.isClassBean() || bean.getTypes().stream().filter(type -> MAKE_IDENTITIES.contains(type.name()))
                .anyMatch(type -> !type.name().equals(PROVIDER))) {
            return false;
        }
        String type = bean.getBeanClass().toString();
        // the build generates subclasses for the entity of the application that has its users
        return type.startsWith("io.quarkus.") || type.endsWith("IdentityProviderImpl")
                && bean.getImplClazz().superName().toString().startsWith("io.quarkus.security.jpa.");
    }

    /**
     * Whether code other than Quarkus and this extension could set an identity.
     */
    private static boolean mayReplaceTheUser(InjectionPointInfo point) {
        DotName type = point.getRequiredType().name();
        AnnotationTarget target = point.getAnnotationTarget();
        if (target == null || !type.equals(IDENTITIES) && !type.equals(IDENTITIES_CLASS)) {
            // injection points of synthetic beans do not have a target, and do not belong to the application
            return false;
        }
        String owner = (target.kind() == AnnotationTarget.Kind.FIELD ? target.asField().declaringClass()
                : target.asMethodParameter().method().declaringClass()).name().toString();
        return !owner.startsWith("io.quarkus.") && !owner.startsWith("io.quarkiverse.cloudfront.signer.runtime.");
    }
}
