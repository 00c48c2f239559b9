package org.acme.albums;

import java.io.IOException;

import jakarta.enterprise.inject.spi.CDI;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;

public class SignedUrlSerializer extends StdSerializer<String> {

    public SignedUrlSerializer() {
        super(String.class);
    }

    @Override
    public void serialize(String path, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(CDI.current().select(CloudFrontSigner.class).get().sign(path));
    }
}
