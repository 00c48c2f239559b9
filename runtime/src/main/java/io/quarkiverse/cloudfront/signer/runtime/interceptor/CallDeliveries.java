package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.CookieDelivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ParallelSigner;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistDelivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter.ResourceLinks;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ThrownResponses;
import io.quarkiverse.cloudfront.signer.runtime.delivery.UrlDelivery;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopyDelivery;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopyDelivery.FieldCopies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldDelivery;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethods.PreparedMethod;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;

/**
 * Begins the grant of a call, and chooses how it is delivered.
 */
final class CallDeliveries {

    private final @Nullable RestResponses rest;
    private final @Nullable Users users;
    private final @Nullable FieldBodies fieldBodies;
    private final @Nullable ResourceLinks links;
    private final ParallelSigner parallelSigner = new ParallelSigner();
    private final ReturnValueRewriter rewriter;

    /**
     * @param rest null in an application without Quarkus REST
     * @param users null in an application without security
     * @param fieldBodies null in an application without signed fields
     * @param links null in an application without a library that has its own type of links
     */
    CallDeliveries(@Nullable RestResponses rest, @Nullable Users users, @Nullable FieldBodies fieldBodies,
            @Nullable ResourceLinks links) {
        this.rest = rest;
        this.users = users;
        this.fieldBodies = fieldBodies;
        this.links = links;
        this.rewriter = new ReturnValueRewriter(rest, links, null);
    }

    /**
     * Reads the parameters of the grant from the call, before the method can change them.
     *
     * @param viewer null outside of an HTTP request
     */
    Grant grant(PreparedMethod prepared, InvocationContext call, @Nullable Viewer viewer) {
        SignedMethodInfo method = prepared.method();
        GrantTerms terms = prepared.terms();
        try {
            return new Grant(terms, values(terms, method, call), caller(terms, method, call.getMethod()),
                    method.elements().bindToIp() ? Viewer.addressOf(viewer) : null);
        } catch (CloudFrontSignerException e) {
            throw terms.named(e);
        }
    }

    /**
     * @param viewer null outside of an HTTP request
     */
    ResultDelivery begin(PreparedMethod prepared, Grant grant, Method called, @Nullable Viewer viewer) {
        return grant.named(() -> {
            SignedMethodInfo method = prepared.method();
            ResultDelivery delivery = method.result().fields() == FieldPlacement.NONE
                    ? delivery(method, grant, viewer, called, rewriter)
                    : fieldDelivery(prepared, grant, viewer, called);
            return rest == null ? delivery : new ThrownResponses(rest, delivery);
        });
    }

    private ResultDelivery delivery(SignedMethodInfo method, Grant grant, @Nullable Viewer viewer, Method called,
            ReturnValueRewriter rewriter) {
        return switch (method.elements().delivery()) {
            case COOKIES -> CookieDelivery.begin(grant, viewer, called.getReturnType(),
                    AsyncType.declaredAs(called.getReturnType()) != null, method.result().writesHead());
            case URL -> urls(method, new UrlDelivery(grant, viewer, rewriter, parallelSigner), grant, viewer, called);
        };
    }

    private ResultDelivery urls(SignedMethodInfo method, UrlDelivery urls, Grant grant, @Nullable Viewer viewer,
            Method called) {
        PlaylistMode playlists = method.result().playlists();
        return playlists == PlaylistMode.NEVER ? urls
                : new PlaylistDelivery(grant, viewer, Objects.requireNonNull(rest).playlistResponse(called, playlists), urls);
    }

    private ResultDelivery fieldDelivery(PreparedMethod prepared, Grant grant, @Nullable Viewer viewer, Method called) {
        SignedMethodInfo method = prepared.method();
        FieldBodies bodies = Objects.requireNonNull(fieldBodies);
        FieldSigner fieldSigner = new FieldSigner(prepared.terms().ofFields(), method.result().fields(), grant.ofFields(),
                viewer,
                bodies.rules(), parallelSigner);
        FieldCopies copies = method.call().rest() ? null : bodies.copies();
        if (copies != null) {
            return new FieldCopyDelivery(fieldSigner, AsyncType.awaited(called.getGenericReturnType()), copies);
        }
        boolean others = method.elements().delivery() == Delivery.COOKIES || !method.result().fields().alone();
        return new FieldDelivery(fieldSigner, called, bodies.responses(), bodies,
                others ? delivery(method, grant, viewer, called, new ReturnValueRewriter(rest, links, fieldSigner)) : null);
    }

    private @Nullable Later<User> caller(GrantTerms terms, SignedMethodInfo method, Method called) {
        return users != null && (terms.dependsOnUser() || method.result().fields() != FieldPlacement.NONE)
                ? users.currentIn(called)
                : null;
    }

    private Map<String, String> values(GrantTerms terms, SignedMethodInfo method, InvocationContext call) {
        PolicyTemplate template = terms.template();
        if (template == null) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        for (String name : template.placeholders()) {
            if (!User.isPlaceholder(name)) {
                values.put(name, value(name, method, call));
            }
        }
        terms.check(values);
        return values;
    }

    private @Nullable String value(String name, SignedMethodInfo method, InvocationContext call) {
        if (method.call().rest()) {
            RestResponses rest = Objects.requireNonNull(this.rest);
            if (!rest.isEndpoint(call.getMethod())) {
                throw new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE,
                        "the path parameter {" + name + "} is unknown, because the current request is for another method. "
                                + "Move the code that both methods need into a bean whose method has @SignedResource");
            }
            return rest.pathParameter(name);
        }
        Object argument = call.getParameters()[method.call().parameters().indexOf(name)];
        return argument == null ? null : argument.toString();
    }
}
