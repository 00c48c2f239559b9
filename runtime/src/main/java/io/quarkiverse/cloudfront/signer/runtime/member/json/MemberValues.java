package io.quarkiverse.cloudfront.signer.runtime.member.json;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonGenerator;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/**
 * Provides signed values to the serializer of a field. JSON libraries create serializers, so injection is not possible.
 */
public final class MemberValues implements Serializable {

    private static final long serialVersionUID = 1L;

    private record Found(ArcContainer container, WriteContexts contexts) {
    }

    private final int member;
    private @Nullable transient volatile Found found;

    public MemberValues(int member) {
        this.member = member;
    }

    public @Nullable Object toWrite(@Nullable Object value) throws MemberFailure {
        ArcContainer container = Arc.container();
        if (container == null) {
            // the application has stopped, so there is no response
            return value;
        }
        try {
            return contexts(container).write(member, value);
        } catch (RuntimeException e) {
            throw new MemberFailure(e);
        }
    }

    /**
     * The same, but a failure contains the position of the value in the response, which Jackson does not add to such failures.
     */
    public @Nullable Object toWrite(@Nullable Object value, JsonGenerator generator) throws MemberFailure {
        try {
            return toWrite(value);
        } catch (MemberFailure e) {
            throw e.getCause() instanceof CloudFrontSignerException failure ? located(failure, generator) : e;
        }
    }

    private MemberFailure located(CloudFrontSignerException failure, JsonGenerator generator) {
        CloudFrontSignerException located = new CloudFrontSignerException(failure.reason(),
                failure.getMessage() + " (at " + JsonPosition.of(generator) + " in the response)", failure.getCause());
        WriteContext context = contexts(Arc.container()).current();
        if (context != null) {
            context.failed(located);
        }
        return new MemberFailure(located);
    }

    /**
     * Looked up only once, because that takes longer than writing the field.
     */
    private WriteContexts contexts(ArcContainer container) {
        Found known = found;
        if (known == null || known.container != container) {
            known = new Found(container, container.instance(WriteContexts.class).get());
            found = known;
        }
        return known.contexts;
    }
}
