package io.quarkiverse.cloudfront.signer.runtime.json;

import io.quarkiverse.cloudfront.signer.runtime.rewrite.DataObjects;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/**
 * Where serializers get signed values from. JSON libraries make them, so that nothing can be injected into them.
 */
final class MemberValues {

    private MemberValues() {
    }

    static Object toWrite(int member, Object value) throws MemberFailure {
        ArcContainer container = Arc.container();
        if (container == null) {
            // the application has stopped, and nobody waits for a response
            return value;
        }
        try {
            return container.instance(DataObjects.class).get().write(member, value);
        } catch (RuntimeException e) {
            throw new MemberFailure(e);
        }
    }
}
