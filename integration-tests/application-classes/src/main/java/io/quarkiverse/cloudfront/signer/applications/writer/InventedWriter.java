package io.quarkiverse.cloudfront.signer.applications.writer;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import io.quarkiverse.cloudfront.signer.applications.Photo;

/** Writes the plain value of a signed field, because it does not know the annotation. */
@Provider
@Produces({ "application/x-invented", "application/xml" })
public class InventedWriter implements MessageBodyWriter<Photo> {

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Photo.class;
    }

    @Override
    public void writeTo(Photo photo, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
        body.write(("photo: " + photo.getImage()).getBytes(StandardCharsets.UTF_8));
    }
}
