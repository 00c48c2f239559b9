package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import java.util.List;

import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Records what the build found about the objects in requests. Separate from the other recorder, whose classes do not need
 * Quarkus REST.
 */
@Recorder
public class RequestObjectsRecorder {

    public void prepare(BeanContainer container, List<RequestField> members, List<String> classes) {
        container.beanInstance(RequestObjects.class).prepare(members, classes);
    }
}
