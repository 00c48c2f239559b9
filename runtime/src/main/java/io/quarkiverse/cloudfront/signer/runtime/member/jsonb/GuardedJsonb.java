package io.quarkiverse.cloudfront.signer.runtime.member.jsonb;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Type;

import jakarta.enterprise.inject.Instance;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.member.SignedObjectSearch;
import io.quarkiverse.cloudfront.signer.runtime.member.UnknownWriterFailure;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberFailure;

/**
 * Refuses objects with signed fields that a serializer or adapter of the application would write.
 */
final class GuardedJsonb implements Jsonb {

    private final Jsonb jsonb;
    private final JsonbSerializers serializers;
    private final Instance<WriteContexts> instance;

    GuardedJsonb(Jsonb jsonb, JsonbSerializers serializers, Instance<WriteContexts> instance) {
        this.jsonb = jsonb;
        this.serializers = serializers;
        this.instance = instance;
    }

    private void check(Object value) {
        WriteContexts objects = instance.get();
        SignedObjectSearch search = objects.registry().search();
        if (value == null || !search.mayFind(value.getClass()) || objects.isOwnUse()) {
            return;
        }
        WriteContext context = objects.current();
        Class<?> written = search.find(value, holder -> serializers.write(holder, search));
        if (written != null) {
            Class<?> signed = search.find(value);
            // a getter may have created it
            CloudFrontSignerException failure = UnknownWriterFailure.failure(signed == null ? written : signed, written,
                    serializers.of(written));
            if (context != null) {
                context.failed(failure);
            }
            throw new JsonbException(failure.getMessage(), new MemberFailure(failure));
        }
        if (context != null) {
            context.guard(value);
        }
    }

    @Override
    public String toJson(Object object) throws JsonbException {
        check(object);
        return jsonb.toJson(object);
    }

    @Override
    public String toJson(Object object, Type type) throws JsonbException {
        check(object);
        return jsonb.toJson(object, type);
    }

    @Override
    public void toJson(Object object, Writer writer) throws JsonbException {
        check(object);
        jsonb.toJson(object, writer);
    }

    @Override
    public void toJson(Object object, Type type, Writer writer) throws JsonbException {
        check(object);
        jsonb.toJson(object, type, writer);
    }

    @Override
    public void toJson(Object object, OutputStream stream) throws JsonbException {
        check(object);
        jsonb.toJson(object, stream);
    }

    @Override
    public void toJson(Object object, Type type, OutputStream stream) throws JsonbException {
        check(object);
        jsonb.toJson(object, type, stream);
    }

    @Override
    public <T> T fromJson(String text, Class<T> type) throws JsonbException {
        return jsonb.fromJson(text, type);
    }

    @Override
    public <T> T fromJson(String text, Type type) throws JsonbException {
        return jsonb.fromJson(text, type);
    }

    @Override
    public <T> T fromJson(Reader reader, Class<T> type) throws JsonbException {
        return jsonb.fromJson(reader, type);
    }

    @Override
    public <T> T fromJson(Reader reader, Type type) throws JsonbException {
        return jsonb.fromJson(reader, type);
    }

    @Override
    public <T> T fromJson(InputStream stream, Class<T> type) throws JsonbException {
        return jsonb.fromJson(stream, type);
    }

    @Override
    public <T> T fromJson(InputStream stream, Type type) throws JsonbException {
        return jsonb.fromJson(stream, type);
    }

    @Override
    public void close() throws Exception {
        jsonb.close();
    }
}
