package io.quarkiverse.cloudfront.signer.frameworks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.arc.Arc;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.security.AuthorizationPolicy;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/**
 * Pairs of endpoints for {@link MechanismPairsContract}, of which only one signs: each choice of a mechanism or tenant in each
 * shape. The classes are generated, because quarkus-oidc is not on the class path of the other tests.
 */
public final class MechanismEndpoints {

    /** How an endpoint is written, and who may call it. */
    enum Shape {
        BLOCKING,
        NON_BLOCKING,
        UNI,
        FIELDS,
        COOKIES,
        CLASS,
        INTERFACE,
        SUB_RESOURCE,
        AUTHENTICATED(annotation(Authenticated.class.getName())),
        ROLES(listing(RolesAllowed.class.getName(), "viewer")),
        ROLES_CLASS(listing(RolesAllowed.class.getName(), "viewer")),
        POLICY(AnnotationInstance.builder(DotName.createSimple(AuthorizationPolicy.class.getName())).add("name", "viewers")
                .build()),
        PERMITTED(annotation(PermitAll.class.getName()));

        /** Null for methods that do not say who may call them. */
        private final AnnotationInstance access;

        Shape() {
            this(null);
        }

        Shape(AnnotationInstance access) {
            this.access = access;
        }

        boolean saysWhoMayCall() {
            return access != null;
        }
    }

    public record Plain(String url) {
    }

    public record Signed(@SignedResource String url) {
    }

    private static final String URL = "/a.txt";

    private final ClassOutput classes;

    private MechanismEndpoints(ClassOutput classes) {
        this.classes = classes;
    }

    static void add(JavaArchive application, List<MechanismChoice> choices, List<Shape> shapes) {
        MechanismEndpoints endpoints = new MechanismEndpoints(
                (name, content) -> application.add(new ByteArrayAsset(content), name + ".class"));
        for (MechanismChoice choice : choices) {
            for (Shape shape : shapes) {
                endpoints.add(choice, shape, false);
                endpoints.add(choice, shape, true);
            }
        }
        endpoints.addResolvers();
    }

    static AnnotationInstance annotation(String name) {
        return AnnotationInstance.builder(DotName.createSimple(name)).build();
    }

    static AnnotationInstance annotation(String name, String value) {
        return AnnotationInstance.builder(DotName.createSimple(name)).value(value).build();
    }

    static AnnotationInstance listing(String name, String value) {
        return AnnotationInstance.builder(DotName.createSimple(name)).value(new String[] { value }).build();
    }

    static String path(MechanismChoice choice, Shape shape, boolean signs) {
        return "/" + name(choice) + "/" + name(shape) + "/" + (signs ? "signed" : "plain");
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void add(MechanismChoice choice, Shape shape, boolean signs) {
        String name = "org.acme." + choice + "_" + shape + "_" + (signs ? "signed" : "plain");
        AnnotationInstance path = annotation(Path.class.getName(), path(choice, shape, signs));
        List<AnnotationInstance> rules = new ArrayList<>(choice.annotations());
        if (shape.access != null) {
            rules.add(shape.access);
        } else if (!signs) {
            rules.add(annotation(Authenticated.class.getName()));
        }
        if (signs && shape != Shape.FIELDS) {
            rules.add(shape != Shape.COOKIES ? annotation(SignedResource.class.getName())
                    : AnnotationInstance.builder(DotName.createSimple(SignedResource.class.getName()))
                            .add("delivery", Delivery.COOKIES).add("resource", "/*").build());
        }
        switch (shape) {
            case INTERFACE -> {
                try (ClassCreator api = ClassCreator.interfaceBuilder().className(name + "_api").classOutput(classes).build()) {
                    api.addAnnotation(path);
                    endpoint(api, shape, signs, rules);
                }
                try (ClassCreator type = ClassCreator.builder().className(name).interfaces(name + "_api").classOutput(classes)
                        .build()) {
                    returning(type.getMethodCreator("url", String.class), "url");
                }
            }
            case SUB_RESOURCE -> {
                try (ClassCreator type = ClassCreator.builder().className(name + "_sub").classOutput(classes).build()) {
                    type.addAnnotation(ApplicationScoped.class);
                    endpoint(type, shape, signs, rules);
                }
                try (ClassCreator root = ClassCreator.builder().className(name).classOutput(classes).build()) {
                    root.addAnnotation(path);
                    MethodCreator locator = root.getMethodCreator("sub", name + "_sub");
                    locator.addAnnotation(annotation(Path.class.getName(), "/"));
                    locator.returnValue(locator.checkCast(locator.invokeStaticMethod(
                            MethodDescriptor.ofMethod(MechanismEndpoints.class, "bean", Object.class, Class.class),
                            locator.loadClassFromTCCL(name + "_sub")), name + "_sub"));
                }
            }
            case CLASS, ROLES_CLASS -> {
                try (ClassCreator type = ClassCreator.builder().className(name).classOutput(classes).build()) {
                    type.addAnnotation(path);
                    rules.forEach(type::addAnnotation);
                    endpoint(type, shape, signs, List.of());
                }
            }
            default -> {
                try (ClassCreator type = ClassCreator.builder().className(name).classOutput(classes).build()) {
                    type.addAnnotation(path);
                    endpoint(type, shape, signs, rules);
                }
            }
        }
    }

    private static void endpoint(ClassCreator type, Shape shape, boolean signs, List<AnnotationInstance> rules) {
        String answer = switch (shape) {
            case UNI -> "later";
            case FIELDS -> signs ? "signed" : "plain";
            case PERMITTED -> signs ? "url" : "urlForCaller";
            default -> "url";
        };
        MethodCreator method = type.getMethodCreator("url",
                Stream.of(MechanismEndpoints.class.getDeclaredMethods()).filter(each -> each.getName().equals(answer))
                        .findFirst().orElseThrow().getReturnType());
        method.addAnnotation(GET.class);
        rules.forEach(method::addAnnotation);
        switch (shape) {
            case UNI -> method.setSignature("()Lio/smallrye/mutiny/Uni<Ljava/lang/String;>;");
            case FIELDS -> method.addAnnotation(listing(Produces.class.getName(), "application/json"));
            case NON_BLOCKING -> method.addAnnotation(NonBlocking.class);
            default -> {
            }
        }
        if (type.isInterface()) {
            method.setModifiers(java.lang.reflect.Modifier.PUBLIC | java.lang.reflect.Modifier.ABSTRACT);
        } else {
            returning(method, answer);
        }
    }

    private static void returning(MethodCreator method, String answer) {
        method.returnValue(method.invokeStaticMethod(MethodDescriptor.ofMethod(MechanismEndpoints.class.getName(), answer,
                method.getMethodDescriptor().getReturnType())));
    }

    /** Of tenants of quarkus-oidc, by the path. */
    private void addResolvers() {
        try (ClassCreator type = ClassCreator.builder().className("org.acme.Tenants").classOutput(classes)
                .interfaces("io.quarkus.oidc.TenantResolver", "io.quarkus.oidc.TenantConfigResolver").build()) {
            type.addAnnotation(ApplicationScoped.class);
            MethodCreator tenant = type.getMethodCreator("resolve", String.class, "io.vertx.ext.web.RoutingContext");
            tenant.returnValue(tenant.invokeStaticMethod(MethodDescriptor.ofMethod(MechanismUsers.class, "tenant", String.class,
                    "io.vertx.ext.web.RoutingContext"), tenant.getMethodParam(0)));
            MethodCreator configuration = type.getMethodCreator("resolve", Uni.class, "io.vertx.ext.web.RoutingContext",
                    "io.quarkus.oidc.OidcRequestContext");
            configuration.returnValue(configuration.invokeStaticMethod(MethodDescriptor.ofMethod(MechanismUsers.class,
                    "configuration", Uni.class, "io.vertx.ext.web.RoutingContext"), configuration.getMethodParam(0)));
        }
    }

    public static Object bean(Class<?> type) {
        return Arc.container().instance(type).get();
    }

    public static String url() {
        return URL;
    }

    /** Signing asks for the caller, whose token may limit the signature, even if authentication is lazy. */
    public static String urlForCaller() {
        Arc.container().instance(CurrentIdentityAssociation.class).get().getIdentity();
        return URL;
    }

    public static Uni<String> later() {
        return Uni.createFrom().item(URL);
    }

    public static Plain plain() {
        return new Plain(URL);
    }

    public static Signed signed() {
        return new Signed(URL);
    }
}
