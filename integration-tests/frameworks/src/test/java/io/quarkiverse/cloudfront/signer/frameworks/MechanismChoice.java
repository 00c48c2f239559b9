package io.quarkiverse.cloudfront.signer.frameworks;

import static io.quarkiverse.cloudfront.signer.frameworks.MechanismEndpoints.annotation;
import static io.quarkiverse.cloudfront.signer.frameworks.MechanismEndpoints.listing;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;

import io.quarkiverse.cloudfront.signer.frameworks.MechanismBrowser.Credentials;
import io.quarkus.vertx.http.runtime.security.annotation.BasicAuthentication;
import io.quarkus.vertx.http.runtime.security.annotation.FormAuthentication;
import io.quarkus.vertx.http.runtime.security.annotation.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.annotation.MTLSAuthentication;

/**
 * Chooses the mechanism or tenant that authenticates the users of an endpoint: with annotations, or with the configuration of
 * the path, which begins with the constant's name, or with the token's issuer.
 */
enum MechanismChoice {

    TENANT(Credentials.TENANT_TOKEN, Credentials.TOKEN, annotation("io.quarkus.oidc.Tenant", "hr")),
    BASIC(Credentials.BASIC, Credentials.TOKEN, annotation(BasicAuthentication.class.getName())),
    FORM(Credentials.FORM, Credentials.BASIC, annotation(FormAuthentication.class.getName())),
    BEARER(Credentials.TOKEN, Credentials.BASIC, annotation("io.quarkus.oidc.BearerTokenAuthentication")),
    CODE_FLOW(Credentials.SESSION, Credentials.BASIC, annotation("io.quarkus.oidc.AuthorizationCodeFlow"),
            annotation("io.quarkus.oidc.Tenant", "web")),
    MTLS(Credentials.CERTIFICATE, Credentials.BASIC, annotation(MTLSAuthentication.class.getName())),
    OWN(Credentials.OWN, Credentials.BASIC, annotation(HttpAuthenticationMechanism.class.getName(), "own")),
    NAMED(Credentials.BASIC, Credentials.OWN, annotation(HttpAuthenticationMechanism.class.getName(), "basic")),
    BEARER_OF_TENANT(Credentials.TENANT_TOKEN, Credentials.BASIC,
            annotation("io.quarkus.oidc.BearerTokenAuthentication"), annotation("io.quarkus.oidc.Tenant", "hr")),
    STEP_UP(Credentials.GOLD_TOKEN, Credentials.TOKEN,
            listing("io.quarkus.oidc.AuthenticationContext", "gold")),
    BASIC_OR_BEARER(Credentials.BASIC, Credentials.OWN, annotation(BasicAuthentication.class.getName()),
            annotation("io.quarkus.oidc.BearerTokenAuthentication")),
    BASIC_ON_PATH(Credentials.BASIC, Credentials.FORM, annotation(BasicAuthentication.class.getName())),

    DEFAULT(Credentials.TOKEN, Credentials.OWN),
    PATH_BASIC(Credentials.BASIC, Credentials.TOKEN),
    PATH_FORM(Credentials.FORM, Credentials.BASIC),
    PATH_BEARER(Credentials.TOKEN, Credentials.BASIC),
    PATH_CODE(Credentials.SESSION, Credentials.BASIC),
    PATH_MTLS(Credentials.CERTIFICATE, Credentials.BASIC),
    PATH_OWN(Credentials.OWN, Credentials.BASIC),
    PATH_REQUIRED(Credentials.BASIC, Credentials.TOKEN),
    PATH_REST(Credentials.TOKEN, Credentials.OWN),
    PATH_IN_CODE(Credentials.BASIC, Credentials.TOKEN),
    PATH_TENANT(Credentials.TENANT_TOKEN, Credentials.TOKEN),
    PATH_BEARER_OF_TENANT(Credentials.TENANT_TOKEN, Credentials.BASIC),
    ISSUER(Credentials.ISSUED_TOKEN, Credentials.TENANT_TOKEN),
    RESOLVER(Credentials.TENANT_TOKEN, Credentials.TOKEN),
    CONFIG_RESOLVER(Credentials.TENANT_TOKEN, Credentials.TOKEN);

    private final Credentials right;
    private final Credentials other;
    private final List<AnnotationInstance> annotations;

    MechanismChoice(Credentials right, Credentials other, AnnotationInstance... annotations) {
        this.right = right;
        this.other = other;
        this.annotations = List.of(annotations);
    }

    /** The credentials of this choice. */
    Credentials right() {
        return right;
    }

    /** Credentials that another choice accepts. */
    Credentials other() {
        return other;
    }

    /** Annotations need authentication that is not proactive. */
    List<AnnotationInstance> annotations() {
        return annotations;
    }
}
