package io.quarkiverse.cloudfront.signer.deployment.field.endpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkus.resteasy.reactive.spi.GeneratedJaxRsResourceBuildItem;

/**
 * Finds REST resources that another extension generates, such as REST Data Panache, and that exchange objects with signed
 * fields. Their return values would not be signed, so each response would fail after the change had been committed.
 */
public final class GeneratedResourceCheck {

    private final IndexView index;
    private final FieldReachability reach;
    private final Set<DotName> httpMethods;
    private final BuildProblems problems;

    public GeneratedResourceCheck(IndexView index, FieldReachability reach, BuildProblems problems) {
        this.index = index;
        this.reach = reach;
        this.httpMethods = new RestEndpoints(index).httpMethods();
        this.problems = problems;
    }

    public void find(List<GeneratedJaxRsResourceBuildItem> resources) {
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
            Indexer indexer = new Indexer();
            indexer.index(new ByteArrayInputStream(bytes));
            return indexer.complete().getKnownClasses().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addReaching(MethodInfo method, Set<String> types) {
        if (method.declaredAnnotations().stream().anyMatch(annotation -> httpMethods.contains(annotation.name()))) {
            addReaching(method.returnType(), types);
            method.parameterTypes().forEach(parameter -> addReaching(parameter, types));
        }
    }

    private void addReaching(Type type, Set<String> types) {
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            type.asParameterizedType().arguments().forEach(argument -> addReaching(argument, types));
        } else if (reach.of(type) == FieldReachability.Answer.YES) {
            types.add(type.name().toString());
        }
    }

    /**
     * The name of the application's interface if there is one, because the name of the generated class is internal.
     */
    private String name(ClassInfo type) {
        return type.interfaceNames().stream().filter(name -> index.getClassByName(name) != null).findFirst()
                .orElse(type.name()).toString();
    }
}
