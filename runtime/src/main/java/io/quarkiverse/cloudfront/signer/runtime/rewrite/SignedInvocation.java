package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.time.Duration;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;

/**
 * What is the same for every call of a signed method.
 *
 * @param template of the policy's resource, or null where each URL gets a policy of its own
 * @param life how long a grant lasts
 * @param rest null in an application without Jakarta REST
 */
record SignedInvocation(SignedMethod method, ConfiguredSigner signer, PolicyTemplate template, Duration life, RestBridge rest) {

    /**
     * Takes from the call what decides over its grant, before the method runs and may change it.
     */
    Grant grant(Object[] arguments) {
        try {
            String resource = template == null ? null : template.expand(name -> value(name, arguments));
            Viewer viewer = Viewer.current();
            return new Grant(this, resource, viewer, method.bindToIp() ? Viewer.ipv4(viewer) : null);
        } catch (CloudFrontSignerException e) {
            throw named(e);
        }
    }

    /**
     * The failure, with the name of the method before its message.
     */
    CloudFrontSignerException named(Throwable failure) {
        return new CloudFrontSignerException(method.description() + ": " + failure.getMessage(), failure.getCause());
    }

    private String value(String name, Object[] arguments) {
        if (method.rest()) {
            return rest.pathParameter(name);
        }
        Object argument = arguments[method.parameters().indexOf(name)];
        return argument == null ? null : argument.toString();
    }
}
