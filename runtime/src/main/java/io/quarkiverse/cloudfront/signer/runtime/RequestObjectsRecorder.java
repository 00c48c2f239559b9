package io.quarkiverse.cloudfront.signer.runtime;

import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.rest.RequestMember;
import io.quarkiverse.cloudfront.signer.runtime.rest.RequestObjects;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Carries what the build found about the objects in requests. Apart from the other recorder, whose classes do not need Quarkus
 * REST.
 */
@Recorder
public class RequestObjectsRecorder {

    public void prepare(BeanContainer container, List<RequestMember> members, List<String> classes) {
        container.beanInstance(RequestObjects.class).prepare(members, classes);
    }
}
