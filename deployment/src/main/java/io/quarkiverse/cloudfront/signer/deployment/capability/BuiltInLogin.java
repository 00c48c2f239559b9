package io.quarkiverse.cloudfront.signer.deployment.capability;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.Type;

import io.quarkus.arc.deployment.RegisteredComponentsBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.identity.request.CertificateAuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.security.HttpSecurity;

/**
 * Determines whether users log in only with Quarkus's own mechanisms without tokens: basic and form authentication, client
 * certificates, and WebAuthn. This is an allow-list of the modules with these mechanisms, and of the credentials that they
 * request. Anything else that creates or changes an identity may use a token.
 */
public final class BuiltInLogin {

    private static final DotName IDENTITIES = DotName.createSimple(CurrentIdentityAssociation.class);
    private static final DotName MECHANISM = DotName.createSimple(HttpAuthenticationMechanism.class);
    private static final DotName PROVIDER = DotName.createSimple(IdentityProvider.class);

    private static final Set<DotName> MAKE_IDENTITIES = Stream.of(HttpAuthenticationMechanism.class, IdentityProvider.class,
            IdentityProviderManager.class, SecurityIdentityAugmentor.class, CurrentIdentityAssociation.class)
            .map(DotName::createSimple).collect(Collectors.toSet());

    /** The packages of quarkus-vertx-http, quarkus-security, and quarkus-security-webauthn. */
    private static final List<String> WITHOUT_TOKENS = List.of("io.quarkus.vertx.http.", "io.quarkus.security.");
    private static final List<DotName> NO_TOKENS = Stream.of(UsernamePasswordAuthenticationRequest.class,
            TrustedAuthenticationRequest.class, CertificateAuthenticationRequest.class).map(DotName::createSimple).toList();
    private static final List<DotName> TOKENS = Stream.of(TokenAuthenticationRequest.class, TokenCredential.class)
            .map(DotName::createSimple).toList();

    private BuiltInLogin() {
    }

    public static boolean isTheOnly(RegisteredComponentsBuildItem components) {
        Set<DotName> identities = typesOfIdentities(components.getBeans());
        return components.getBeans().stream().filter(BuiltInLogin::makesIdentities)
                .allMatch(BuiltInLogin::isWithoutTokens)
                && components.getObservers().stream().noneMatch(observer -> observer.getObservedType().name()
                        .equals(DotName.createSimple(HttpSecurity.class)))
                && components.getInjectionPoints().stream().noneMatch(point -> mayReplaceTheUser(point, identities));
    }

    private static boolean makesIdentities(BeanInfo bean) {
        Collection<Type> types = bean.getTypes();
        return types.stream().anyMatch(type -> MAKE_IDENTITIES.contains(type.name()));
    }

    private static boolean isWithoutTokens(BeanInfo bean) {
        return isInAModuleWithoutTokens(bean) || isProviderOfQuarkus(bean);
    }

    private static boolean isInAModuleWithoutTokens(BeanInfo bean) {
        String type = bean.getBeanClass().toString();
        if (WITHOUT_TOKENS.stream().noneMatch(type::startsWith)) {
            return false;
        }
        // read from the class file, because beans that the build generates are not in its index
        Set<DotName> used = typesIn(type);
        return TOKENS.stream().noneMatch(used::contains)
                && (bean.getTypes().stream().noneMatch(each -> each.name().equals(MECHANISM))
                        || NO_TOKENS.stream().anyMatch(used::contains));
    }

    /**
     * The types that a class refers to, as mechanisms do in {@code getCredentialTypes()}. A class that cannot be read, such as
     * a class that the build generates, may refer to tokens.
     */
    private static Set<DotName> typesIn(String type) {
        String file = type.replace('.', '/') + ".class";
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (stream == null) {
                return Set.copyOf(TOKENS);
            }
            Indexer indexer = new Indexer();
            indexer.index(stream);
            IndexView alone = indexer.complete();
            return Stream.concat(TOKENS.stream(), NO_TOKENS.stream()).filter(each -> !alone.getKnownUsers(each).isEmpty())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a bean is an identity provider of Quarkus. It has a token only if a mechanism passes one, and mechanisms with
     * tokens are not in the list.
     */
    private static boolean isProviderOfQuarkus(BeanInfo bean) {
        if (!bean.isClassBean() || bean.getTypes().stream().filter(type -> MAKE_IDENTITIES.contains(type.name()))
                .anyMatch(type -> !type.name().equals(PROVIDER))) {
            return false;
        }
        String type = bean.getBeanClass().toString();
        // for the application's entity of users, the build generates a subclass
        return type.startsWith("io.quarkus.") || type.endsWith("IdentityProviderImpl")
                && bean.getImplClazz().superName().toString().startsWith("io.quarkus.security.jpa.");
    }

    /**
     * The types with which the association of the current identity can be injected.
     */
    private static Set<DotName> typesOfIdentities(Collection<BeanInfo> beans) {
        Set<DotName> types = beans.stream().map(BeanInfo::getTypes)
                .filter(of -> of.stream().anyMatch(type -> type.name().equals(IDENTITIES)))
                .flatMap(of -> of.stream().map(Type::name)).collect(Collectors.toSet());
        types.add(IDENTITIES);
        types.remove(DotName.OBJECT_NAME);
        return types;
    }

    /**
     * Whether the injection allows code other than Quarkus and this extension to set an identity.
     */
    private static boolean mayReplaceTheUser(InjectionPointInfo point, Set<DotName> identities) {
        DotName type = point.getRequiredType().name();
        AnnotationTarget target = point.getAnnotationTarget();
        if (target == null || !identities.contains(type)) {
            // injection points of synthetic beans do not have a target, and do not belong to the application
            return false;
        }
        String owner = (target.kind() == AnnotationTarget.Kind.FIELD ? target.asField().declaringClass()
                : target.asMethodParameter().method().declaringClass()).name().toString();
        return !owner.startsWith("io.quarkus.") && !owner.startsWith("io.quarkiverse.cloudfront.signer.runtime.");
    }
}
