package io.quarkiverse.cloudfront.signer.deployment.integration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.endpoint.SignedEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.AnnotatedField;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;

/**
 * Creates the descriptions of the REST methods that sign, for the OpenAPI document.
 *
 * @param needsLogin whether the extension itself checks that the caller of a method has logged in
 */
record SignedOperations(IndexView index, RestEndpoints restMethods, List<AnnotatedField> fields,
        Predicate<MethodInfo> needsLogin) {

    /**
     * Returns the descriptions, keyed by the {@link #reference} of each declaration of a method.
     */
    Map<String, SignedOperation> of(List<SignedEndpointsBuildItem.SignedEndpoint> endpoints) {
        Map<String, SignedOperation> operations = new HashMap<>();
        for (SignedEndpointsBuildItem.SignedEndpoint endpoint : endpoints) {
            MethodInfo method = endpoint.method();
            SignedOperation operation = operation(endpoint);
            Set<ClassInfo> classes = new HashSet<>(index.getAllKnownSubclasses(method.declaringClass().name()));
            List<MethodInfo> declarations = restMethods.declarations(method);
            declarations.forEach(declaration -> classes.add(declaration.declaringClass()));
            for (ClassInfo type : classes) {
                declarations.forEach(declaration -> operations.put(reference(type, declaration), operation));
            }
        }
        return operations;
    }

    /**
     * The reference to a method that Quarkus's OpenAPI extension passes to filters.
     */
    private static String reference(ClassInfo type, MethodInfo method) {
        return "m" + type.hashCode() + "_" + method.hashCode();
    }

    private SignedOperation operation(SignedEndpointsBuildItem.SignedEndpoint endpoint) {
        boolean forUsers = needsLogin.test(endpoint.method());
        SignedResourceElements elements = endpoint.elements();
        if (elements == null) {
            return new SignedOperation(Delivery.URL, true, lifetimeOfFields(), forUsers);
        }
        boolean cookies = elements.delivery() == Delivery.COOKIES;
        return new SignedOperation(elements.delivery(), endpoint.fields() && !cookies, lifetime(elements), forUsers);
    }

    private String lifetimeOfFields() {
        List<String> lifetimes = fields.stream().map(field -> lifetime(field.elements())).distinct().toList();
        return lifetimes.size() == 1 ? lifetimes.get(0) : "";
    }

    /**
     * The lifetime in words. If a property contains it, the property is named instead of its value, which may be different at
     * run time.
     */
    private static String lifetime(SignedResourceElements annotation) {
        String expiresIn = annotation.expiresIn();
        if (!expiresIn.isEmpty() && !expiresIn.startsWith("${")) {
            return ", valid for " + expiresIn;
        }
        String property = expiresIn.isEmpty() ? SignerProperties.name(annotation.signer(), "expires-in")
                : expiresIn.replaceAll("^\\$\\{([^:}]*).*", "$1");
        return ", valid for the duration in `" + property + "`";
    }

    /**
     * The description of a REST method that signs, for the OpenAPI document.
     *
     * @param fields whether fields of the response are signed
     * @param lifetime the lifetime, as the end of a sentence; empty if the lifetimes of fields differ
     * @param forUsers whether callers must have logged in
     */
    record SignedOperation(Delivery delivery, boolean fields, String lifetime, boolean forUsers) {

        String description() {
            if (delivery == Delivery.COOKIES) {
                return "Sets CloudFront signed cookies" + lifetime + ".";
            }
            return (fields ? "Fields of the response are CloudFront signed URLs" : "Returns CloudFront signed URLs") + lifetime
                    + ".";
        }
    }
}
