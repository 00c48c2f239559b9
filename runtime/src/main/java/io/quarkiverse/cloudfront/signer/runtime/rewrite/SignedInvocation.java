package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.interceptor.InvocationContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.security.Caller;
import io.quarkiverse.cloudfront.signer.runtime.security.User;
import io.quarkiverse.cloudfront.signer.runtime.security.Users;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;

/**
 * What is the same for every call of a signed method.
 *
 * @param template of the policy's resource, or null where each URL gets a policy of its own
 * @param life how long a grant lasts
 * @param rest null in an application without Jakarta REST
 * @param users null in an application without security
 * @param dataObjects null where no data object has members that are signed
 * @param batches null where URLs come one by one
 */
record SignedInvocation(SignedMethod method, ConfiguredSigner signer, PolicyTemplate template, Duration life, RestBridge rest,
        Users users, DataObjects dataObjects, Batches batches) {

    /**
     * What is signed where no method is called, with URLs only.
     *
     * @param place where that is, for messages
     */
    static SignedInvocation at(String place, ConfiguredSigner signer, PolicyTemplate template, Duration life, Users users) {
        SignedMethod method = new SignedMethod(place, signer.name(), Delivery.URL, "", "", false, false, List.of(), List.of(),
                Playlists.NEVER, CarriedMembers.NONE, false, List.of());
        return new SignedInvocation(method, signer, template, life, null, users, null, null);
    }

    /**
     * Takes from the call what decides over its grant, before the method runs and may change it.
     *
     * @param viewer null outside of an HTTP request
     */
    Returned begin(InvocationContext call, Viewer viewer) {
        try {
            Grant grant = new Grant(this, values(call), caller(call.getMethod()), viewerIp(viewer));
            return method.members() == CarriedMembers.NONE
                    ? delivery(grant, viewer, call.getMethod(), new ReturnValueRewriter(rest))
                    : memberDelivery(grant, viewer, call.getMethod());
        } catch (CloudFrontSignerException e) {
            throw named(e);
        }
    }

    private Returned delivery(Grant grant, Viewer viewer, Method called, ReturnValueRewriter rewriter) {
        if (method.delivery() == Delivery.COOKIES) {
            return new CookieDelivery(grant, viewer, called.getReturnType());
        }
        UrlDelivery urls = new UrlDelivery(grant, viewer, rewriter);
        return method.playlists() == Playlists.NEVER ? urls
                : new PlaylistDelivery(grant, viewer, rest.playlistResponse(called, method.playlists()), urls);
    }

    private Returned memberDelivery(Grant grant, Viewer viewer, Method called) {
        MemberSession session = new MemberSession(this, grant, viewer);
        boolean others = method.delivery() == Delivery.COOKIES || method.members() == CarriedMembers.IN_ENTITY
                || method.members() == CarriedMembers.IN_ANY_ENTITY;
        return new MemberDelivery(session, called,
                others ? delivery(grant, viewer, called, new ReturnValueRewriter(rest, session)) : null);
    }

    /**
     * The failure, with the name of the method before its message.
     */
    CloudFrontSignerException named(Throwable failure) {
        return new CloudFrontSignerException(method.description() + ": " + failure.getMessage(), failure.getCause());
    }

    private String viewerIp(Viewer viewer) {
        if (!method.bindToIp()) {
            return null;
        }
        if (viewer == null) {
            throw new CloudFrontSignerException("bindToIp needs a viewer, and there is no current HTTP request");
        }
        return viewer.ipv4();
    }

    private Caller caller(Method called) {
        return dependsOnUser() || users != null && method.members() != CarriedMembers.NONE ? users.currentIn(called) : null;
    }

    /**
     * Whether what is granted, or when it ends, is another thing for another user.
     */
    boolean dependsOnUser() {
        return users != null && (signer.isBoundToToken() && users.mayHaveTokens() || method.delivery() == Delivery.COOKIES
                || template != null && isAboutUser());
    }

    private boolean isAboutUser() {
        for (String name : template.placeholders()) {
            if (User.isPlaceholder(name)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, String> values(InvocationContext call) {
        if (template == null) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        for (String name : template.placeholders()) {
            if (!User.isPlaceholder(name)) {
                values.put(name, value(name, call));
            }
        }
        template.check(values);
        return values;
    }

    private String value(String name, InvocationContext call) {
        if (method.rest()) {
            if (!rest.isEndpoint(call.getMethod())) {
                throw new CloudFrontSignerException(
                        "the path parameter {" + name + "} is unknown, as the current request is for "
                                + "another method; move what both need into a bean whose method has @SignedResource");
            }
            return rest.pathParameter(name);
        }
        Object argument = call.getParameters()[method.parameters().indexOf(name)];
        return argument == null ? null : argument.toString();
    }
}
