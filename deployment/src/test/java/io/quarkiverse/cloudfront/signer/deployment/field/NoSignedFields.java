package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.List;

import org.jboss.jandex.IndexView;

/**
 * What the build finds in an application without signed fields, for tests of other packages.
 */
public final class NoSignedFields {

    private NoSignedFields() {
    }

    public static FieldEndpointsBuildItem in(IndexView index) {
        return new FieldEndpointsBuildItem(new FieldReachability(index, List.of()));
    }
}
