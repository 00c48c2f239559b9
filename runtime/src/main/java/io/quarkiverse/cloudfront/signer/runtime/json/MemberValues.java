package io.quarkiverse.cloudfront.signer.runtime.json;

import java.io.Serializable;

import com.fasterxml.jackson.core.JsonGenerator;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.DataObjects;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Writing;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/**
 * Where the serializer of a member gets signed values from. JSON libraries make serializers, so that nothing can be injected
 * into them.
 */
final class MemberValues implements Serializable {

    private static final long serialVersionUID = 1L;

    private record Found(ArcContainer container, DataObjects dataObjects) {
    }

    private final int member;
    private transient volatile Found found;

    MemberValues(int member) {
        this.member = member;
    }

    Object toWrite(Object value) throws MemberFailure {
        ArcContainer container = Arc.container();
        if (container == null) {
            // the application has stopped, and nobody waits for a response
            return value;
        }
        try {
            return dataObjects(container).write(member, value);
        } catch (RuntimeException e) {
            throw new MemberFailure(e);
        }
    }

    /**
     * The same, with a failure that says where in the response the value is. Jackson does not add it to failures of this kind.
     */
    Object toWrite(Object value, JsonGenerator generator) throws MemberFailure {
        try {
            return toWrite(value);
        } catch (MemberFailure e) {
            throw e.getCause() instanceof CloudFrontSignerException failure ? located(failure, generator) : e;
        }
    }

    private MemberFailure located(CloudFrontSignerException failure, JsonGenerator generator) {
        CloudFrontSignerException located = new CloudFrontSignerException(
                failure.getMessage() + " (at " + JsonPosition.of(generator) + " in the response)", failure.getCause());
        Writing writing = dataObjects(Arc.container()).writing();
        if (writing != null) {
            writing.failed(located);
        }
        return new MemberFailure(located);
    }

    /**
     * Looked up once, which would else take longer than to write the member.
     */
    private DataObjects dataObjects(ArcContainer container) {
        Found known = found;
        if (known == null || known.container != container) {
            known = new Found(container, container.instance(DataObjects.class).get());
            found = known;
        }
        return known.dataObjects;
    }
}
