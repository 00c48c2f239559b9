package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;

import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfiguredLifetime;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.delivery.CookieDelivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ParallelSigner;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistDelivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResourceLinks;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ThrownResponses;
import io.quarkiverse.cloudfront.signer.runtime.delivery.UrlDelivery;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopyDelivery;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldDelivery;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.Caller;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
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
    private final @Nullable RestResponses rest;
    private final @Nullable Users users;
    private final @Nullable FieldBodies fieldBodies;
    private final @Nullable ResourceLinks links;
    private final ParallelSigner parallelSigner = new ParallelSigner();
    private final ReturnValueRewriter rewriter;
    private final Map<Target, PreparedMethod> byTarget = new ConcurrentHashMap<>();
    private volatile Map<String, PreparedMethod> byName = Map.of();
    private volatile Map<String, SignedMethodInfo> endpoints = Map.of();

    SignedMethods(Signers signers, Config config, Instance<RestResponses> rest, Instance<Users> users,
            Instance<FieldBodies> fieldBodies, Instance<ResourceLinks> links) {
        this.signers = signers;
        this.config = config;
        this.rest = rest.isResolvable() ? rest.get() : null;
        this.users = users.isResolvable() ? users.get() : null;
        this.fieldBodies = fieldBodies.isResolvable() ? fieldBodies.get() : null;
        this.links = links.isResolvable() ? links.get() : null;
        this.rewriter = new ReturnValueRewriter(this.rest, this.links, null);
    }

    /**
     * @param methods by {@link MethodName}
     * @throws io.quarkus.runtime.configuration.ConfigurationException that lists every method with an invalid configuration
     */
    public void prepare(Map<String, SignedMethodInfo> methods) {
        ConfigurationProblems problems = new ConfigurationProblems();
        Map<String, PreparedMethod> prepared = new HashMap<>();
        for (Map.Entry<String, SignedMethodInfo> entry : methods.entrySet()) {
            SignedMethodInfo method = entry.getValue();
            ConfiguredSigner signer = signers.find(method.signer());
            Optional<Duration> lifetime = ConfiguredLifetime.of(method.description(), method.expiresIn(), config, problems);
            if (signer == null) {
                problems.add(method.description() + " needs a signer. " + signers.missing(method.signer()));
            } else {
                prepared.put(entry.getKey(), prepare(method, signer, lifetime, problems));
            }
        }
        problems.throwIfAny();
        byName = prepared;
        Map<String, SignedMethodInfo> implemented = new HashMap<>();
        // loops instead of lambdas, whose classes each start would load
        for (var method : methods.entrySet()) {
            for (String endpoint : method.getValue().endpoints()) {
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

    private PreparedMethod prepare(SignedMethodInfo method, ConfiguredSigner signer, Optional<Duration> lifetime,
            ConfigurationProblems problems) {
        if (lifetime.isPresent()) {
            signer.grantsFor(lifetime.get());
        }
        return new PreparedMethod(method, new GrantTerms(method.description(), signer, template(method, signer, problems),
                lifetime.orElse(null), users, method.delivery(), method.staticPlaylist(),
                method.rest()));
    }

    /**
     * @return null if there is none, or a problem with it
     */
    private @Nullable PolicyTemplate template(SignedMethodInfo method, ConfiguredSigner signer,
            ConfigurationProblems problems) {
        boolean cookies = method.delivery() == Delivery.COOKIES;
        if (cookies && method.resource().isEmpty() && signer.settings().cookieResource().isEmpty()) {
            problems.add("%s sets cookies, but does not have a resource. Set one in the annotation, or set %s".formatted(
                    method.description(), cookieResource(method)));
        } else if (!method.resource().isEmpty()) {
            return checked(method.description(), PolicyTemplate.parse(method.resource()), signer, problems);
        } else if (cookies) {
            return configured(method, signer, problems);
        }
        return null;
    }

    /**
     * A configured template could not be checked when the application was built.
     */
    private @Nullable PolicyTemplate configured(SignedMethodInfo method, ConfiguredSigner signer,
            ConfigurationProblems problems) {
        String prefix = cookieResource(method) + " (for " + method.description() + ")";
        try {
            PolicyTemplate template = PolicyTemplate.parse(signer.settings().cookieResource().get());
            List<String> known = method.rest() ? method.pathParameters() : method.parameters();
            for (String placeholder : template.placeholders()) {
                if (!known.contains(placeholder) && (users == null || !User.isPlaceholder(placeholder))) {
                    problems.add("%s: the placeholder {%s} is unknown; there are %s%s".formatted(prefix, placeholder, known,
                            users == null ? "" : ", principal and claim.name"));
                }
            }
            return checked(prefix, template, signer, problems);
        } catch (IllegalArgumentException e) {
            problems.add(prefix + ": " + e.getMessage());
            return null;
        }
    }

    private static PolicyTemplate checked(String prefix, PolicyTemplate template, ConfiguredSigner signer,
            ConfigurationProblems problems) {
        try {
            signer.requireSignable(template);
        } catch (CloudFrontSignerException e) {
            problems.add(prefix + ": " + e.getMessage());
        }
        return template;
    }

    private static String cookieResource(SignedMethodInfo method) {
        return SignerProperties.name(method.signer(), "cookies.resource");
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

    /**
     * Reads the parameters of the grant from the call, before the method can change them.
     *
     * @param viewer null outside of an HTTP request
     */
    ResultDelivery begin(PreparedMethod prepared, InvocationContext call, @Nullable Viewer viewer) {
        SignedMethodInfo method = prepared.method();
        Method called = call.getMethod();
        try {
            Grant grant = new Grant(prepared.terms(), values(prepared, call), caller(prepared, called),
                    method.bindToIp() ? Viewer.addressOf(viewer) : null);
            ResultDelivery delivery = method.fields() == FieldPlacement.NONE
                    ? delivery(method, grant, viewer, called, rewriter)
                    : fieldDelivery(prepared, grant, viewer, called);
            return rest == null ? delivery : new ThrownResponses(rest, delivery);
        } catch (CloudFrontSignerException e) {
            throw prepared.terms().named(e);
        }
    }

    private ResultDelivery delivery(SignedMethodInfo method, Grant grant, @Nullable Viewer viewer, Method called,
            ReturnValueRewriter rewriter) {
        if (method.delivery() == Delivery.COOKIES) {
            return CookieDelivery.begin(grant, viewer, called.getReturnType(),
                    AsyncType.declaredAs(called.getReturnType()) != null, method.writesHead());
        }
        UrlDelivery urls = new UrlDelivery(grant, viewer, rewriter, parallelSigner);
        return method.playlists() == PlaylistMode.NEVER ? urls
                : new PlaylistDelivery(grant, viewer, Objects.requireNonNull(rest).playlistResponse(called, method.playlists()),
                        urls);
    }

    private ResultDelivery fieldDelivery(PreparedMethod prepared, Grant grant, @Nullable Viewer viewer, Method called) {
        SignedMethodInfo method = prepared.method();
        FieldBodies bodies = Objects.requireNonNull(fieldBodies);
        FieldSigner fieldSigner = new FieldSigner(prepared.terms(), method.fields(), grant, viewer, bodies.rules(),
                parallelSigner);
        FieldCopies copies = method.rest() ? null : bodies.copies();
        if (copies != null) {
            return new FieldCopyDelivery(fieldSigner, AsyncType.awaited(called.getGenericReturnType()), copies);
        }
        boolean others = method.delivery() == Delivery.COOKIES || !method.fields().alone();
        return new FieldDelivery(fieldSigner, called, bodies.responses(), bodies,
                others ? delivery(method, grant, viewer, called, new ReturnValueRewriter(rest, links, fieldSigner)) : null);
    }

    private @Nullable Caller caller(PreparedMethod prepared, Method called) {
        return users != null && (prepared.terms().dependsOnUser() || prepared.method().fields() != FieldPlacement.NONE)
                ? users.currentIn(called)
                : null;
    }

    private Map<String, String> values(PreparedMethod prepared, InvocationContext call) {
        PolicyTemplate template = prepared.terms().template();
        if (template == null) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        for (String name : template.placeholders()) {
            if (!User.isPlaceholder(name)) {
                values.put(name, value(name, prepared.method(), call));
            }
        }
        prepared.terms().check(values);
        return values;
    }

    private @Nullable String value(String name, SignedMethodInfo method, InvocationContext call) {
        if (method.rest()) {
            RestResponses rest = Objects.requireNonNull(this.rest);
            if (!rest.isEndpoint(call.getMethod())) {
                throw new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE,
                        "the path parameter {" + name + "} is unknown, because the current request is for another method. "
                                + "Move the code that both need into a bean whose method has @SignedResource");
            }
            return rest.pathParameter(name);
        }
        Object argument = call.getParameters()[method.parameters().indexOf(name)];
        return argument == null ? null : argument.toString();
    }
}
