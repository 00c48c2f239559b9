package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.interceptor.InvocationContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.security.User;
import io.quarkiverse.cloudfront.signer.runtime.security.Users;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.smallrye.mutiny.Uni;

/**
 * What is the same for every call of a signed method.
 *
 * @param template of the policy's resource, or null where each URL gets a policy of its own
 * @param life how long a grant lasts
 * @param rest null in an application without Jakarta REST
 * @param users null in an application without security
 * @param dataObjects null where no data object has members that are signed
 */
record SignedInvocation(SignedMethod method, ConfiguredSigner signer, PolicyTemplate template, Duration life, RestBridge rest,
        Users users, DataObjects dataObjects) {

    /**
     * Takes from the call what decides over its grant, before the method runs and may change it.
     */
    Returned begin(InvocationContext call) {
        try {
            Viewer viewer = Viewer.current();
            Grant grant = new Grant(this, values(call), user(), viewerIp(viewer));
            return method.members() == CarriedMembers.NONE ? delivery(grant, viewer, new ReturnValueRewriter(rest))
                    : memberDelivery(grant, viewer, call);
        } catch (CloudFrontSignerException e) {
            throw named(e);
        }
    }

    private Returned delivery(Grant grant, Viewer viewer, ReturnValueRewriter rewriter) {
        return method.delivery() == Delivery.COOKIES ? new CookieDelivery(grant, viewer)
                : new UrlDelivery(grant, viewer, rewriter);
    }

    private Returned memberDelivery(Grant grant, Viewer viewer, InvocationContext call) {
        MemberSession session = new MemberSession(this, grant, viewer);
        boolean others = method.delivery() == Delivery.COOKIES || method.members() == CarriedMembers.IN_ENTITY
                || method.members() == CarriedMembers.IN_ANY_ENTITY;
        return new MemberDelivery(session, call.getMethod(),
                others ? delivery(grant, viewer, new ReturnValueRewriter(rest, session)) : null);
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

    private Uni<User> user() {
        return users == null ? null : users.current();
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
