package io.quarkiverse.cloudfront.signer.deployment.field;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SubResources;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability.Answer;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.McpMethodsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.resteasy.reactive.spi.GeneratedJaxRsResourceBuildItem;

/**
 * Finds methods whose return values contain signed fields that would be sent unsigned, or could not be sent.
 */
public final class FieldEndpointCheck {

    private static final String EVENTS = "text/event-stream";

    /** Types of streams that are not intercepted in the same way as a {@code Multi}. */
    private static final Set<DotName> OTHER_STREAMS = DotNames.of("java.util.concurrent.Flow$Publisher",
            "org.reactivestreams.Publisher");

    /** Operations that respond to clients in other ways than REST methods. */
    private static final Set<DotName> OTHER_OPERATIONS = DotNames.of("io.quarkus.websockets.next.OnOpen",
            "io.quarkus.websockets.next.OnTextMessage", "io.quarkus.websockets.next.OnBinaryMessage",
            "io.quarkus.websockets.next.OnError", "org.eclipse.microprofile.graphql.Query",
            "org.eclipse.microprofile.graphql.Mutation", "org.eclipse.microprofile.graphql.Source",
            "io.smallrye.graphql.api.Subscription", "io.quarkus.vertx.web.Route", "io.quarkus.funqy.Funq");

    private final IndexView index;
    private final FieldEndpointsBuildItem carrying;
    private final FieldReachability fields;
    private final RestEndpoints restMethods;
    private final MethodHierarchy overrides;
    /** The classes of all beans, including beans that are removed because they are unused. */
    private final Set<ClassInfo> beans = new HashSet<>();
    private final BuildProblems problems;

    public FieldEndpointCheck(IndexView index, FieldEndpointsBuildItem carrying, FieldReachability fields,
            Collection<BeanInfo> beans, Collection<BeanInfo> removed, BuildProblems problems) {
        this.index = index;
        this.carrying = carrying;
        this.fields = fields;
        this.restMethods = new RestEndpoints(index);
        this.overrides = new MethodHierarchy(index);
        this.problems = problems;
        beans.forEach(bean -> addBean(bean.getTarget().orElseThrow().asClass()));
        removed.forEach(bean -> addBean(index.getClassByName(bean.getBeanClass())));
    }

    private void addBean(ClassInfo bean) {
        if (bean != null) {
            beans.add(bean);
            beans.addAll(overrides.superclasses(bean));
        }
    }

    public void find() {
        carrying.unannotated().forEach((method, answer) -> {
            if (answer == Answer.YES) {
                checkBean(method);
                if (OTHER_STREAMS.contains(method.returnType().name())) {
                    add(method, "and whose items could not be signed; return a Multi");
                }
                checkMediaTypes(method);
            }
        });
        OTHER_OPERATIONS.forEach(annotation -> checkOperations(annotation, Set.of(), "but they are only signed in the "
                + "responses of REST methods; return an object without such fields, or sign its URLs with a CloudFrontSigner"));
    }

    /**
     * Finds tools, resources, and prompts of MCP servers that return objects with signed fields, but do not sign. Only a method
     * that signs returns a copy whose fields are signed.
     */
    public void findTools(McpMethodsBuildItem mcp, Collection<InterceptedMethod> signing) {
        Set<MethodInfo> signed = signing.stream().map(InterceptedMethod::method).collect(Collectors.toSet());
        mcp.annotations().forEach(annotation -> checkOperations(annotation, signed, "but MCP servers sign them only if the "
                + "method signs; annotate the method or its class with @SignedResource, or return an object without such "
                + "fields"));
    }

    private void add(MethodInfo method, String message) {
        problems.add(method, KotlinFunctions.describeReturn(method) + ", which has fields with @SignedResource, " + message);
    }

    private void checkBean(MethodInfo method) {
        ClassInfo type = method.declaringClass();
        if (type.isInterface()) {
            add(method, "but is a default method, which CDI does not intercept; override it in the resource class");
        } else if (!Modifier.isAbstract(type.flags()) && !beans.contains(type)) {
            add(method, "but " + SubResources.notABean(type));
        }
    }

    private void checkMediaTypes(MethodInfo method) {
        List<String> types = restMethods.mediaTypes(method);
        List<String> elements = restMethods.itemMediaTypes(method);
        if (!types.isEmpty()
                && types.stream().noneMatch(type -> type.contains("json") || type.contains("*") || type.equals(EVENTS))) {
            add(method,
                    "but produces " + String.join(", ", types) + ", and fields are signed in JSON only; have it produce JSON");
        } else if (!elements.isEmpty() && elements.stream().noneMatch(type -> type.contains("json"))) {
            add(method, "but streams them as " + String.join(", ", elements)
                    + ", and fields are signed in JSON only; have it stream JSON");
        }
    }

    private void checkOperations(DotName annotation, Set<MethodInfo> signed, String message) {
        for (AnnotationInstance operation : index.getAnnotations(annotation)) {
            MethodInfo method = switch (operation.target().kind()) {
                case METHOD -> operation.target().asMethod();
                case METHOD_PARAMETER -> operation.target().asMethodParameter().method();
                default -> null;
            };
            if (method != null && !signed.contains(method) && carrying.returnsFields(method)) {
                add(method, message);
            }
        }
    }

    /**
     * Finds REST resources that are generated by another extension, such as REST Data Panache, and that exchange objects with
     * signed fields. Their return values would not be signed, so each response would fail after the change had been committed.
     */
    public void findGenerated(List<GeneratedJaxRsResourceBuildItem> resources) {
        for (GeneratedJaxRsResourceBuildItem resource : resources) {
            ClassInfo type = read(resource.getData());
            Set<String> types = new TreeSet<>();
            type.methods().forEach(method -> addReaching(method, types));
            if (!types.isEmpty()) {
                problems.add(name(type) + " has generated REST methods that exchange " + String.join(", ", types)
                        + ", which has fields with @SignedResource. Generated methods do not sign. "
                        + "Write a REST resource whose methods return the entity or a DTO, and "
                        + "remove " + name(type));
            }
        }
    }

    private static ClassInfo read(byte[] bytes) {
        try {
            return Index.singleClass(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addReaching(MethodInfo method, Set<String> types) {
        if (method.declaredAnnotations().stream()
                .anyMatch(annotation -> restMethods.httpMethods().contains(annotation.name()))) {
            addReaching(method.returnType(), types);
            method.parameterTypes().forEach(parameter -> addReaching(parameter, types));
        }
    }

    private void addReaching(Type type, Set<String> types) {
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            type.asParameterizedType().arguments().forEach(argument -> addReaching(argument, types));
        } else if (fields.of(type) == Answer.YES) {
            types.add(type.name().toString());
        }
    }

    /**
     * The name of the application's interface if there is one, because the generated class has an internal name.
     */
    private String name(ClassInfo type) {
        return type.interfaceNames().stream().filter(name -> index.getClassByName(name) != null).findFirst()
                .orElse(type.name()).toString();
    }
}
