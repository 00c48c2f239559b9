package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;

import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter.ResourceLinks;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.quarkus.arc.Subclass;

/**
 * The methods with {@code @SignedResource}, prepared at start-up for their invocations.
 */
@Singleton
public class SignedMethods {

    /**
     * A method with {@code @SignedResource}, and the terms of its grants.
     */
    record PreparedMethod(SignedMethodInfo method, GrantTerms terms) {
    }

    private record Target(Class<?> beanClass, Method method) {
    }

    private final Signers signers;
    private final Config config;
    private final @Nullable Users users;
    private final CallDeliveries deliveries;
    private final Map<Target, PreparedMethod> byTarget = new ConcurrentHashMap<>();
    private volatile Map<String, PreparedMethod> byName = Map.of();
    private volatile Map<String, SignedMethodInfo> endpoints = Map.of();

    SignedMethods(Signers signers, Config config, Instance<RestResponses> rest, Instance<Users> users,
            Instance<FieldBodies> fieldBodies, Instance<ResourceLinks> links) {
        this.signers = signers;
        this.config = config;
        this.users = users.isResolvable() ? users.get() : null;
        this.deliveries = new CallDeliveries(rest.isResolvable() ? rest.get() : null, this.users,
                fieldBodies.isResolvable() ? fieldBodies.get() : null, links.isResolvable() ? links.get() : null);
    }

    /**
     * @param methods the methods, by their {@link MethodName}
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the configuration of a method is invalid; the message
     *         lists all such methods
     */
    public void prepare(Map<String, SignedMethodInfo> methods) {
        ConfigurationProblems problems = new ConfigurationProblems();
        MethodTermsReader reader = new MethodTermsReader(signers, config, users, problems);
        Map<String, PreparedMethod> prepared = new HashMap<>();
        for (Map.Entry<String, SignedMethodInfo> entry : methods.entrySet()) {
            GrantTerms terms = reader.read(entry.getValue());
            if (terms != null) {
                prepared.put(entry.getKey(), new PreparedMethod(entry.getValue(), terms));
            }
        }
        problems.throwIfAny();
        byName = prepared;
        Map<String, SignedMethodInfo> implemented = new HashMap<>();
        // loops instead of lambdas, because the classes of lambdas would be loaded at each start
        for (var method : methods.entrySet()) {
            for (String endpoint : method.getValue().call().endpoints()) {
                implemented.put(MethodName.endpoint(MethodName.beanClass(method.getKey()), endpoint), method.getValue());
            }
        }
        endpoints = implemented;
    }

    /**
     * The bean's method that implements the endpoint; null if the interceptor is not bound to it.
     */
    public @Nullable SignedMethodInfo intercepted(Class<?> beanClass, String endpoint) {
        return endpoints.get(MethodName.endpoint(beanClass.getName(), endpoint));
    }

    PreparedMethod get(InvocationContext context) {
        Class<?> type = context.getTarget().getClass();
        Target target = new Target(context.getTarget() instanceof Subclass ? type.getSuperclass() : type, context.getMethod());
        PreparedMethod prepared = byTarget.get(target);
        return prepared != null ? prepared : byTarget.computeIfAbsent(target, this::find);
    }

    private PreparedMethod find(Target target) {
        PreparedMethod prepared = byName.get(MethodName.of(target.beanClass, target.method));
        if (prepared == null) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, target.method
                    + " is called before the application has started, or did not have @SignedResource when the application "
                    + "was built");
        }
        return prepared;
    }

    CallDeliveries deliveries() {
        return deliveries;
    }
}
